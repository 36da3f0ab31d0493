/** Whether the long walk is taken: in every language, and by pixels both by day and by night. It takes as long as everything else. */
export const WALKS_EVERYWHERE = process.env['WALK'] === 'every';
