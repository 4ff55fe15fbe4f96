/**
 * 1: the first. 2: words of a Session go to who follows it, and accepted steps tell of drafts. Raise it when an older client could misread a message.
 */
export const PROTOCOL_VERSION = 2;
