/** The files of the built app that hold the third parties' licences: for it, and for people. */
export const APP_LICENCES = 'third-party-licences.json';
export const APP_LICENCES_TEXT = 'third-party-licences.txt';
