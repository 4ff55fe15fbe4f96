/**
 * The most characters of one text that somebody pastes or imports: a title, a narrative, a
 * criterion. Longer ones are images or logs, which everybody's screen and file would carry.
 */
export const MAX_PASSAGE = 1024 * 1024;
