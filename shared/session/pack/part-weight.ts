/** Which parts of a pack give way where not all of them fit, and in which order. */

/**
 * The first gives way first. `always` never does: the instruction, the artefact that is worked on,
 * and the criteria it is for.
 */
export const GIVES_WAY = [
	'map',
	'others',
	'attempts',
	'remarks',
	'neighbours',
	'earlier',
	'rules',
	'designs',
	'files',
	'template',
	'changes',
	'context',
	'stories',
	'findings',
] as const;
export type PartWeight = (typeof GIVES_WAY)[number] | 'always';

/** What is said of a part that gave way. */
export const WHY: Readonly<Record<(typeof GIVES_WAY)[number], string>> = {
	map: 'the map gives way first',
	others: 'neighbours that the design does not name give way early',
	attempts: 'older attempts give way early',
	remarks: 'findings that are no errors give way early',
	neighbours: 'signatures of neighbours give way before what is built',
	earlier: 'earlier steps give way before what is built',
	rules: 'the team’s rules give way before what is built',
	designs: 'whole designs give way before what they serve',
	files: 'files can be read in the repository',
	template: 'the template gives way before the words it is for',
	changes: 'the artefacts themselves stay',
	context: 'the artefact and its criteria stay',
	stories: 'stories that the artefact does not rest on give way',
	findings: 'check tells them again',
};
