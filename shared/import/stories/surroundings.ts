/** What the headings above a place say about it: an epic, a role, or that nothing there is a story. */

import { withoutBlanks } from '#shared/blanks.ts';
import type { Metadatum } from '#shared/import/metadata.ts';

export interface Surroundings {
	/** The nearest heading's words; empty above the first one. */
	readonly heading: string;
	/** The words of a heading that says who: `As a librarian`; null when none does. */
	readonly role: string | null;
	/** Whether a heading announces stories. */
	readonly stories: boolean;
	/** Whether a heading announces something else: personas, metrics, scope. */
	readonly aside: boolean;
	readonly data: readonly Metadatum[];
}

const EPIC =
	/^(?:epic|epos|feature|theme|épopée|épica|épico|epik|эпик|エピック|史诗|에픽)(?:[ \t]*[#-]?[ \t]*[\dA-Z][\d.]*)?[ \t]*[:：–—-][ \t]*/iu;
const ROLE =
	/^(?:(?:\d+[.)]|[A-Z][.)])[ \t]+)?(?:as (?:an?|the)|als|for|für|role:|persona:|en tant qu|como|come|in qualità di|jako|作为|作為)(?![\p{L}])|として$/iu;
const STORIES =
	/\b(?:user )?stor(?:y|ies)\b|\brequirements?\b|\bbacklog\b|geschichten|anforderungen|historias|histórias|histoires|récits|storie\b|historyjki|verhalen|istorii|истори|ストーリー|故事|스토리/iu;
const ASIDE =
	/\b(?:personas?|actors?|metrics?|kpis?|glossary|scope|non-?goals?|assumptions?|dependenc(?:y|ies)|risks?|references?|constraints?|change ?log|revision history|introduction|overview|background|table of contents|open questions|legend|how to|definition of done|out of|technical notes?|non-?functional|milestones?|timeline|roadmap|stakeholders?|glossar|annahmen|abhängigkeiten|kennzahlen|umfang|hypothèses|glossaire|périmètre|métricas|alcance|escopo|glosario|ambito|metriche|woordenlijst)\b|ペルソナ|用語|指標|范围|範圍|词汇|人物|용어/iu;

export interface Heading {
	readonly level: number;
	readonly words: string;
}

/** Headings from the outermost to the nearest. */
export function surroundingsOf(trail: readonly Heading[]): Surroundings {
	const nearest = trail.at(-1)?.words ?? '';
	const epic = trail.findLast(({ words }) => EPIC.test(words))?.words;
	const said = trail.findLast(({ words }) => ROLE.test(words))?.words ?? null;
	const role = said ?? (couldBeRole(nearest) ? `Role: ${nearest}` : null);
	const inner = trail.slice(1);
	const aside = inner.findLastIndex(({ words }) => isAside(words));
	const stories = trail.findLastIndex(({ words }) => STORIES.test(words));
	return {
		heading: nearest,
		role: role === null ? null : withoutBlanks(role),
		stories: stories >= 0 && stories > aside,
		aside: aside >= 0 && aside + 1 > stories,
		data: epic === undefined ? [] : [{ name: 'epic', value: epic.replace(EPIC, '') }],
	};
}

/** `Librarian`: it says who, if what stands below says only what is wanted. */
function couldBeRole(words: string): boolean {
	const plain = !isGeneric(words) && !isAside(words) && !STORIES.test(words) && !EPIC.test(words);
	return plain && words !== '' && words.split(/[ \t]+/).length <= 4 && !/[\d:?!]/.test(words);
}

export function isAside(words: string): boolean {
	return words.length < 120 && ASIDE.test(words);
}

/** `User Stories`, `Story`, `Description`: a heading that gives a story no title. */
export function isGeneric(title: string): boolean {
	return /^(?:\d+[.)]?[ \t]*)?(?:(?:user[ -]?)?stor(?:y|ies|ie)|user ?story|requirements?|description|beschreibung|story[ -]?satz|overview|summary|the story|用户故事|ユーザーストーリー|historia de usuario|história de usuário|histoire utilisateur)[ \t]*:?$/iu.test(
		title,
	);
}

/** The trail below which a heading stands, itself included. */
export function withHeading(trail: readonly Heading[], heading: Heading): Heading[] {
	return [...trail.filter(({ level }) => level < heading.level), heading];
}
