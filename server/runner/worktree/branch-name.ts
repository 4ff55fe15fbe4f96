import type { ArtefactId } from '#shared/id.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';

/** `lintel/<session kind>/<what it is about>`: for people to find, and the same every time. */
export function branchName(kind: SessionKind, about: string, id: ArtefactId | null): string {
	const words = about
		.normalize('NFKD')
		.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== '')
		.join('-')
		.slice(0, 60);
	const name = words === '' ? (id ?? 'all').replace('_', '-') : words;
	return `lintel/${kind}/${name}`;
}
