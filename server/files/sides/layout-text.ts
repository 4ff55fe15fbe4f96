/** What `.lintel/layout.json` says in this checkout, or why it can't be read. */
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import { LAYOUT_PATH, readLayout } from '#shared/doc/layout-file.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface LayoutText {
	readonly text: string;
	readonly positions: Positions;
}

/** Null where there is none. */
export function readLayoutText(disk: Disk, root: string): LayoutText | Finding | null {
	const there = readText(disk, root, LAYOUT_PATH);
	if (there.kind === 'absent') return null;
	if (there.kind === 'refused') return there.finding;
	const { text } = there;
	const positions = readLayout(text);
	if (positions.ok) return { text, positions: positions.value };
	const { guard, reason, fix } = positions.error;
	return fileFinding(guard, 'warning', LAYOUT_PATH, reason, fix);
}

export function layoutFinding(disk: Disk, root: string): Finding | null {
	const there = readLayoutText(disk, root);
	return there !== null && 'rule' in there ? there : null;
}
