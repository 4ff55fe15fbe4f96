import type { DocumentField } from '#client/features/review/document-fields.ts';
import { counted } from '#shared/counted.ts';

/** What stands folded: `The title and 3 criteria read as before`. */
export function sameWords(fields: readonly DocumentField[]): string {
	const criteria = fields.filter(({ role }) => role === 'criterion').length;
	const named = fields.flatMap(({ role, key, label }) => {
		if (role === 'criterion') return [];
		return NAMES[key] ?? label?.toLowerCase() ?? 'the text';
	});
	const told = criteria === 0 ? [] : [counted(criteria, 'criterion', 'criteria')];
	const words = new Intl.ListFormat('en').format([...named, ...told]);
	const reads = fields.length === 1 ? 'reads' : 'read';
	return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${reads} as before`;
}

const NAMES: Readonly<Record<string, string>> = {
	title: 'the title',
	name: 'the name',
	component: 'the name',
	narrative: 'the narrative',
	markdown: 'the design',
	criteria: 'the criteria it serves',
	context: 'the context',
};
