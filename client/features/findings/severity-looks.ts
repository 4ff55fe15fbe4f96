import CircleAlert from '@lucide/svelte/icons/circle-alert';
import Info from '@lucide/svelte/icons/info';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import { counted } from '#shared/counted.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** A severity by shape, word and colour; the same everywhere. */
export const SEVERITY_LOOKS = {
	error: { icon: CircleAlert, word: 'Error', many: 'errors', tone: 'var(--danger)' },
	warning: { icon: TriangleAlert, word: 'Warning', many: 'warnings', tone: 'var(--warning)' },
	info: { icon: Info, word: 'Note', many: 'notes', tone: 'var(--text-faint)' },
} as const;

const ORDER = ['error', 'warning', 'info'] as const;

/** Errors first; otherwise as they came. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
	return findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** “2 errors, 1 warning”; '' for none. */
export function countWords(findings: readonly Finding[]): string {
	return ORDER.flatMap((severity) => {
		const count = findings.filter((finding) => finding.severity === severity).length;
		const { word, many } = SEVERITY_LOOKS[severity];
		return count === 0 ? [] : counted(count, word.toLowerCase(), many);
	}).join(', ');
}
