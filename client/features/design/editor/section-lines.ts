/** A line that begins a section, and one that opens or closes a code fence. */
export const HEADING = /^ {0,3}#{1,6}[ \t]/;
export const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
