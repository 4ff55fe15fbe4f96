/** What planning says about a story: read from a line wherever it stands, kept below the notes. */
import { withoutBlanks } from '#shared/blanks.ts';

export interface Metadatum {
	readonly name: MetadataName;
	readonly value: string;
}

type MetadataName = keyof typeof LABELS;

/** In the order in which they are printed; the first row takes no part in a revision. */
const LABELS = {
	priority: 'Priority',
	tags: 'Tags',
	estimate: 'Estimate',
	epic: 'Epic',
	number: 'Number',
	persona: 'Persona',
	status: 'Status',
} as const;

const WORDS: Readonly<Record<MetadataName, string>> = {
	priority:
		'priority|prio|priorität|priorité|prioridad|prioridade|priorità|prioriteit|priorytet|prioritet|priorita|приоритет|пріоритет|優先度|优先级|優先級|우선순위|moscow|verbindlichkeit',
	tags: 'tags?|labels?|components?|schlagw(?:ort|örter)|étiquettes?|etiquetas?|etichett[ae]|etykiety|ラベル|标签|標籤|라벨',
	estimate:
		'story ?points?|points?|estimate|effort|size|schätzung|aufwand|estimation|estimación|stima|見積|估算',
	epic: 'epic(?: (?:link|name))?|epos|feature|theme|épopée|épica|épico|epik|эпик|エピック|史诗|에픽|parent(?: summary)?',
	number:
		'(?:(?:us|(?:user )?story|use[- ]?case|req(?:uirement)?|item|work item|ticket|issue)[ -]?)?(?:id|key|nr\\.?|no\\.?|№|n°|number|#)',
	persona: 'persona|personas|actor|role|rolle|rôle|rol|ruolo|ペルソナ|角色',
	status: 'status|state|zustand|statut|estado|stato|状態|状态|상태',
};

const LINE = new RegExp(
	`^(?:[-*+][ \\t]{1,8})?([*_]{0,2})(${Object.values(WORDS).join('|')})(?:[*_]{0,2}[ \\t]*[:：][*_]{0,2}|[ \\t]*[:：]\\1)[ \\t]*(\\S.{0,400})$`,
	'iu',
);
const BY_NAME = Object.entries(WORDS).map(
	([name, words]) => [name, new RegExp(`^(?:${words})$`, 'iu')] as const,
);

/** The name a label or a column heading stands for, or null. */
export function metadataName(label: string): MetadataName | null {
	const words = unwrapped(withoutBlanks(label.replace(/[*_`]/g, '')).slice(0, 80));
	const found = BY_NAME.find(([, pattern]) => pattern.test(words))?.[0];
	return found !== undefined && isMetadataName(found) ? found : null;
}

/** Jira calls what a team added `Custom field (Story Points)`. */
export function unwrapped(name: string): string {
	return /^custom field \((.+)\)$/i.exec(name)?.[1] ?? name;
}

/** `**Priority**: 1 · **Tags**: a, b`; empty when the line is anything else. */
export function metadataIn(line: string): Metadatum[] {
	if (line.length > 500) return [];
	const parts = withoutBlanks(line).split(/[ \t]+[·•|][ \t]+/);
	const found = parts.flatMap((part): Metadatum[] => {
		const [, , label = '', value = ''] = LINE.exec(part) ?? [];
		const name = metadataName(label);
		return name === null ? [] : [{ name, value: withoutBlanks(value) }];
	});
	return found.length === parts.length ? found : [];
}

/** `Sign in (Priority: P1)`, `Sign in [must]`: what a title carries behind its words. */
export function titleMetadata(title: string): {
	readonly title: string;
	readonly data: Metadatum[];
} {
	const head = title.slice(0, 400);
	const found =
		/^(.{1,300}?)[ \t]*[([](?:(?:priority|prio|priorität|priorité|prioridad)[ \t]*[:：]?[ \t]*)?(P[0-5]|must|should|could|won['’]t|high|medium|low|\d)[)\]][^\p{L}\p{N}]*$/iu.exec(
			head,
		);
	if (found === null || head.length < title.length) return { title, data: [] };
	const [, words = title, value = ''] = found;
	return { title: words, data: [{ name: 'priority', value }] };
}

/** The lines that keep these; the first of each name counts, equal values once. */
export function printMetadata(data: readonly Metadatum[]): string {
	const rows = [
		['priority', 'tags', 'estimate'],
		['epic', 'number', 'persona', 'status'],
	].map((names) =>
		names
			.flatMap((name) => {
				const values = new Set(data.filter((one) => one.name === name).map(({ value }) => value));
				if (values.size === 0 || !isMetadataName(name)) return [];
				return `**${LABELS[name]}**: ${[...values].join(', ').replace(/[\r\n]+/g, ' ')}`;
			})
			.join(' · '),
	);
	return rows.filter((row) => row !== '').join('\n');
}

function isMetadataName(name: string): name is MetadataName {
	return name in LABELS;
}
