/** A line that begins a section. */
export const HEADING = /^ {0,3}#{1,6}[ \t]/;
