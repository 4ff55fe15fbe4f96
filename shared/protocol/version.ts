/** 1: the first. Raise it when an older client could misread a message. */
export const PROTOCOL_VERSION = 1;
