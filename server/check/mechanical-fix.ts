import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { QuickFix, Workpiece } from '#shared/trace/fixes/fixer.ts';
import { quickFixesFor } from '#shared/trace/quick-fixes.ts';

/**
 * Rules whose fix says nothing new: it deletes what nobody reads, or writes again what is written
 * elsewhere. What takes a choice, adds words to be filled in or drops what somebody said is a
 * person's to click.
 */
const MECHANICAL: ReadonlySet<string> = new Set([
	...['hidden-characters', 'criterion-empty', 'hint-left', 'section-content', 'design-title'],
]);

/** The one change that settles the Finding without anybody's judgement; null where there is none. */
export function mechanicalFix(
	finding: Finding,
	piece: Workpiece,
	conventions: Conventions,
): QuickFix | null {
	if (!MECHANICAL.has(finding.rule)) return null;
	const fixes = quickFixesFor(finding, piece, conventions);
	return fixes.length === 1 ? (fixes[0] ?? null) : null;
}
