/** What the columns of a table of stories hold, by their headings in the languages teams use. */
import { withoutBlanks } from '#shared/blanks.ts';
import { metadataName, unwrapped } from '#shared/import/metadata.ts';
import type { SentenceForm } from '#shared/import/sentence.ts';
import { isCriteriaLabel } from '#shared/markdown/labels.ts';

export type ColumnKind =
	| 'role'
	| 'goal'
	| 'why'
	| 'title'
	| 'story'
	| 'criteria'
	| 'type'
	| 'data'
	| 'other';

export interface Column {
	readonly kind: ColumnKind;
	/** The heading as it stands. */
	readonly name: string;
}

export interface Columns {
	readonly columns: readonly Column[];
	readonly language: SentenceForm;
	has(kind: ColumnKind): boolean;
}

/** Who, what and why. */
const ASKED: Readonly<Partial<Record<SentenceForm, readonly [string, string, string]>>> = {
	en: [
		'as an?(?:/an)?|as (?:the )?(?:role|user)|as|who|role|user role|actor|persona|user type|user',
		'i want(?: to)?|i (?:need|can)(?: to)?|want(?: to)?|goal|what|need|action|capability|wants',
		'so that(?: i can)?|so(?: i can)?|benefit|why|value|reason|in order to|outcome|business value',
	],
	de: [
		'als(?: eine?r?)?|rolle|akteur|wer|nutzerrolle',
		'(?:möchte|will) ich|ich (?:möchte|will)|ziel|was|wunsch|funktion',
		'damit|nutzen|warum|grund|um zu|mehrwert',
	],
	fr: [
		"en tant qu(?:e|['’]une?|e/qu['’])|rôle|acteur|qui|profil",
		'je veux|je souhaite|objectif|quoi|besoin',
		'afin (?:de|que)|pour(?: que)?|bénéfice|pourquoi|valeur',
	],
	es: [
		'como(?: una?)?|rol|actor|quién',
		'quiero|necesito|objetivo|qué|meta',
		'para(?: que)?|beneficio|por ?qué|valor',
	],
	pt: [
		'como(?: uma?)?|papel|ator|quem|perfil',
		'quero|objetivo|o qu[eê]',
		'para que|benefício|por ?qu[eê]',
	],
	it: [
		'come|ruolo|attore|chi',
		'voglio|vorrei|obiettivo|cosa',
		'così (?:che|da)|affinché|beneficio|perché|per',
	],
	nl: ['als(?: een)?|rol|actor|wie', '(?:wil ik|ik wil)|doel|wat', 'zodat|voordeel|waarom|waarde'],
	pl: ['jako|rola|kto|aktor', 'chcę|cel|co', 'aby|żeby|korzyść|dlaczego|po co'],
	ja: [
		'役割|ロール|誰が|アクター|として',
		'目標|目的|したいこと|何を|ゴール|要望',
		'理由|利益|メリット|なぜ|価値',
	],
	zh: [
		'角色|作为|作為|用户角色|谁|使用者',
		'目标|目標|我想要?|想要|需求|功能',
		'价值|價值|好处|以便|收益|原因|为了',
	],
};

const TITLE =
	/^(?:(?:story |user story |issue |task )?(?:title|name|summary|headline|subject)|titel|bezeichnung|titre|intitulé|título|titolo|tytuł|nazwa|タイトル|件名|标题|標題|名称|제목)$/iu;
const STORY =
	/^(?:user[ -]?stor(?:y|ies|ie)|story|description|details?|story text|requirement|beschreibung|anforderung|histoire(?: utilisateur)?|récit|historia(?: de usuario)?|história(?: de usuário)?|storia(?: utente)?|descri(?:ption|pción|ção|zione)|omschrijving|beschrijving|gebruikersverhaal|opis|historyjka|ユーザーストーリー|ストーリー|説明|用户故事|使用者故事|描述|说明|설명)$/iu;
const CRITERIA =
	/^(?:criteria|criterion|kriterien|critères|criterios|critérios|criteri|kryteria|基準|标准)$/iu;
const TYPE = /^(?:(?:issue|work ?item|item|ticket) ?type|type|tracker|vorgangstyp|typ|tipo)$/iu;

export function columnsOf(header: readonly string[]): Columns {
	const names = header.map((name) =>
		unwrapped(withoutBlanks(name.replace(/[*_`\uFEFF]/g, '')).slice(0, 80)),
	);
	const language = languageOf(names);
	const columns = names.map((name): Column => ({ kind: kindOf(name, language), name }));
	return { columns, language, has: (kind) => columns.some((column) => column.kind === kind) };
}

/** The language most of the headings belong to; the first of equals. */
function languageOf(names: readonly string[]): SentenceForm {
	let [best, most]: [SentenceForm, number] = ['en', 0];
	for (const language of LANGUAGES) {
		const count = names.filter((name) => askedOf(name, language) !== null).length;
		if (count > most) [best, most] = [language, count];
	}
	return best;
}

const LANGUAGES: readonly SentenceForm[] = [
	'en',
	'de',
	'fr',
	'es',
	'pt',
	'it',
	'nl',
	'pl',
	'ja',
	'zh',
];
const PATTERNS = new Map(
	LANGUAGES.map((language) => [
		language,
		(ASKED[language] ?? []).map((words) => new RegExp(`^(?:${words})[ .…:?]*$`, 'iu')),
	]),
);

function askedOf(name: string, language: SentenceForm): 'role' | 'goal' | 'why' | null {
	const at = PATTERNS.get(language)?.findIndex((pattern) => pattern.test(name)) ?? -1;
	return (['role', 'goal', 'why'] as const)[at] ?? null;
}

function kindOf(name: string, language: SentenceForm): ColumnKind {
	if (isCriteriaLabel(name) || CRITERIA.test(name)) return 'criteria';
	const asked = askedOf(name, language);
	if (asked !== null) return asked;
	if (TYPE.test(name)) return 'type';
	if (TITLE.test(name)) return 'title';
	if (STORY.test(name)) return 'story';
	return metadataName(name) === null ? 'other' : 'data';
}
