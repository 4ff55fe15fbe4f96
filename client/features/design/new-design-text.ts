import type { DesignEntry } from '#client/state/surface.ts';

const SECTIONS = ['Public API', 'Execution flow', 'Dependencies', 'Test assertions'];

/** Front matter that ties the Design to its Component, and the sections to fill. */
export function newDesignText({ id, component, type, context }: DesignEntry): string {
	const front = Object.entries({ id, component, type, context, criteria: [] });
	return [
		'---',
		...front.map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
		'---',
		'',
		`# ${component || 'Untitled component'}`,
		'',
		...SECTIONS.flatMap((section) => [`## ${section}`, '']),
	].join('\n');
}
