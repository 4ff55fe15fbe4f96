import { describe, expect, test } from 'vitest';
import { conventionsOf } from '#shared/trace/conventions.ts';
import {
	artefactsWith,
	componentWith,
	contextWith,
	found,
	markdownOf,
} from '#test/fixtures/artefacts.ts';

const BODY = `# Session

## Purpose

Knows who is signed in.

## Public API

\`\`\`ts
signIn(email: string): Promise<void>
export async function signOut(session: Session): Promise<void>
\`\`\`

## Execution Flow

1. Look.

## Test Assertions

- \`signIn\`: opens a session
- signOut: closes it
`;

const session = componentWith({ name: 'Session', type: 'service', code: 'src/session.ts' });
const accounts = contextWith({ name: 'Accounts', components: [session] });

/** Each Finding of the Design as `rule: marked words @line`. */
function rulesIn(body: string, conventions?: ReturnType<typeof conventionsOf>): string[] {
	const text = markdownOf(session, accounts, body);
	const artefacts = artefactsWith({ contexts: [accounts] }, [text]);
	return found(artefacts, conventions)
		.filter(({ artefact }) => artefact === session.id)
		.map(({ rule, place, line }) => {
			const words = place === null ? '' : text.slice(place.from, place.to);
			expect(line === null ? '' : (text.split('\n')[line - 1] ?? '')).toContain(
				words.split('\n')[0],
			);
			return `${rule}: ${words}`;
		});
}

const without = (title: string) =>
	BODY.replace(new RegExp(`## ${title}\\n\\n[\\s\\S]*?(?=\\n## |$)`), '');

test('[VA7] a design in form has no Finding', () => {
	expect(rulesIn(BODY)).toEqual([]);
	expect(rulesIn(BODY.replaceAll('\n', '\r\n'))).toEqual([]);
});

describe('sections', () => {
	test.each<[string, string, string[]]>([
		['missing', without('Execution Flow'), ['section-missing: ']],
		['a typo', BODY.replace('## Purpose', '## Purposse'), ['section-missing: Purposse']],
		['empty', BODY.replace('Knows who is signed in.', ''), ['section-empty: Purpose']],
		[
			'a comment only',
			BODY.replace('Knows who is signed in.', '<!-- later -->'),
			['section-empty: Purpose'],
		],
		[
			'a hint only',
			BODY.replace('Knows who is signed in.', '<!-- hint: What is it for? -->'),
			['section-empty: Purpose'],
		],
		['bullets for steps', BODY.replace('1. Look.', '- Look.'), ['section-content: Execution Flow']],
		['twice', `${BODY}\n## Purpose\n\nAgain.\n`, ['section-repeated: Purpose']],
		[
			'a hint left',
			BODY.replace('1. Look.', '1. Look.\n\n<!-- hint: Numbered steps. -->'),
			['hint-left: <!-- hint: Numbered steps. -->'],
		],
		[
			'no code',
			BODY.replace(/```ts[\s\S]*?```/, 'It signs people in.'),
			['section-content: Public API'],
		],
	])('[VA7] %s', (_, body, rules) => {
		expect(rulesIn(body)).toEqual(rules);
	});

	test('[VA7] headings in code and in lists are no sections', () => {
		const sample = '````md\n## Purpose\n# Another\n````\n';
		expect(rulesIn(BODY.replace('1. Look.', `1. Look.\n\n${sample}`))).toEqual([]);
	});

	test('[VA7] a title with a number, a colon or signs is the same title', () => {
		expect(rulesIn(BODY.replace('## Purpose', '## 1. **Purpose:**'))).toEqual([]);
		expect(rulesIn(BODY.replace('## Purpose\n', 'Purpose\n-------\n'))).toEqual([]);
	});

	test('[VA7] one heading of the first level, with the name of the component', () => {
		expect(rulesIn(BODY.replace('# Session\n', ''))).toEqual(['design-title: ']);
		expect(rulesIn(`${BODY}\n# Session again\n`)).toEqual(['design-title: Session again']);
		expect(rulesIn(BODY.replace('# Session', '# Login'))).toEqual(['design-title: Login']);
		expect(rulesIn(BODY.replace('# Session', '# MyApp.Session'))).toEqual([]);
		expect(rulesIn(BODY.replace('# Session', '# Session.Store'))).toEqual([
			'design-title: Session.Store',
		]);
		expect(rulesIn(`${BODY.replace('# Session', '# Login')}\n# More\n`)).toEqual([
			'design-title: Login',
			'design-title: More',
		]);
	});

	test('[VA7] a heading has the name of the component with its module or without, and of none that has no name', () => {
		const titled = (title: string, name: string) => {
			const component = { ...session, name };
			const text = markdownOf(component, accounts, BODY.replace('# Session', `# ${title}`));
			const of = contextWith({ ...accounts, components: [component] });
			return found(artefactsWith({ contexts: [of] }, [text]))
				.filter(({ rule }) => rule === 'design-title')
				.map(({ message }) => message);
		};
		expect(titled('Session', 'MyApp.Session')).toEqual([]);
		expect(titled('MyApp', 'MyApp.Session')).toEqual([
			'The heading says “MyApp”, and the component is MyApp.Session.',
		]);
		expect(titled('Session', '""')).toEqual([]);
	});

	test('[VA7] a section that the template keeps out, and any other where it is closed', () => {
		const closed = conventionsOf({
			preset: 'typescript',
			templates: {
				service: {
					closed: true,
					sections: [
						{
							title: 'Purpose',
							need: 'forbidden',
							content: 'prose',
							columns: [],
							hint: '',
							or: '',
						},
					],
				},
			},
		});
		expect(rulesIn('# Session\n\n## Purpose\n\nWhy.\n\n## Else\n\nWhat.\n', closed)).toEqual([
			'section-forbidden: Purpose',
			'section-forbidden: Else',
		]);
	});

	test('[VA7] a table has its columns and a row', () => {
		const schema = componentWith({ name: 'Book', type: 'schema', code: 'src/book.ts' });
		const context = contextWith({ components: [schema] });
		const rules = (table: string) => {
			const body = `# Book\n\n## Purpose\n\nIs.\n\n## Fields\n\n${table}\n\n## Test Assertions\n\n- parses\n`;
			const artefacts = artefactsWith({ contexts: [context] }, [markdownOf(schema, context, body)]);
			return found(artefacts)
				.filter(({ artefact }) => artefact === schema.id)
				.map(({ rule }) => rule);
		};
		expect(rules('| Field | Type |\n|---|---|\n| title | string |')).toEqual([]);
		expect(rules('| Field | Kind |\n|---|---|\n| title | string |')).toEqual(['section-content']);
		expect(rules('| Field | Type |\n|---|---|')).toEqual(['section-empty']);
		expect(rules('None.')).toEqual([]);
	});
});

describe('functions', () => {
	test('[VA8] each has a test assertion, and an assertion has a function', () => {
		expect(rulesIn(BODY.replace('- signOut: closes it\n', ''))).toEqual([
			'function-untested: export async function signOut(session: Session): Promise<void>',
		]);
		expect(rulesIn(`${BODY}- \`renew\`: asks again\n`)).toEqual([
			'test-without-function: - `renew`: asks again',
		]);
		expect(rulesIn(`${BODY}- In general: nothing is logged\n`)).toEqual([]);
		expect(rulesIn(without('Test Assertions'))).toEqual(['section-missing: ']);
	});

	test.each<[string, boolean]>([
		['signOut', true],
		['signOut closes it', true],
		['a session ends by signOut', true],
		['(signOut) closes it', true],
		['signOutAll closes every one', false],
		['resignOut closes it', false],
		['$signOut closes it', false],
		['signOut_all and resignOut, then signOut', true],
	])('[VA8] “%s” is about signOut: %s', (words, about) => {
		const body = BODY.replace('- signOut: closes it', `- ${words}`);
		expect(rulesIn(body).filter((one) => one.startsWith('function-untested'))).toHaveLength(
			about ? 0 : 1,
		);
	});

	test('[VA8] one that only has a heading has no signature', () => {
		const headed = BODY.replace(
			'## Execution Flow',
			'### renew/1\n\nAsks again.\n\n## Execution Flow',
		);
		expect(rulesIn(`${headed}- renew/1: asks again\n`)).toEqual(['function-unsigned: renew/1']);
		const tested = headed.replace('Asks again.', 'Asks again.\n\n- it asks the mailbox once');
		expect(rulesIn(tested)).toEqual(['function-unsigned: renew/1']);
	});

	test.each([
		['elixir', '@spec create(Scope.t(), map()) :: {:ok, User.t()}', 'create'],
		['elixir', 'def valid?(token), do: true', 'valid?'],
		['python', 'async def create(self, email: str) -> User:', 'create'],
		['go', 'func (s *Store) Create(ctx context.Context) error', 'Create'],
		['rust', 'pub async fn create<T: Read>(from: T) -> Result<User>', 'create'],
		['ts', 'const create = async (email: string) => {', 'create'],
	])('[VA8] %s: %s', (language, signature, name) => {
		const code = `\`\`\`${language}\n${signature}\n\`\`\``;
		const body = BODY.replace(/```ts[\s\S]*?```/, () => code).replace(
			/- `signIn[\s\S]*$/,
			'- it works\n',
		);
		expect(rulesIn(body)).toEqual([`function-untested: ${signature}`]);
		expect(rulesIn(body.replace('- it works', `- ${name}: works`))).toEqual([]);
	});

	test('[VA8] arguments over several lines are no functions', () => {
		const code =
			'```ts\nsignIn(\n  email: string,\n  onDone: (why: string) => void,\n): void\nsignOut(): void\n```';
		expect(rulesIn(BODY.replace(/```ts[\s\S]*?```/, code))).toEqual([]);
	});
});
