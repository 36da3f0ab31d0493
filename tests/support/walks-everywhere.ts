/**
 * Whether the long walk is taken: in every language, by pixels both by day and by night, through every group of routes, with more
 * runs of what is made up by dice. It takes longer than everything else.
 */
export const WALKS_EVERYWHERE = process.env['WALK'] === 'every';
