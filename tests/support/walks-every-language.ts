/** Whether the walk through all screens is taken in every language: it takes as long as everything else. */
export const WALKS_EVERY_LANGUAGE = process.env['WALK'] === 'every';
