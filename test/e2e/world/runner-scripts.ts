/** What a scripted model says in each Session of the greeting story; see session-story.ts. */
import * as z from 'zod/mini';
import {
	CODE,
	CODE_FILE,
	contextFor,
	designFor,
	QUESTION,
	STORY,
	TEST_FILE,
	testFor,
	WRONG_CODE,
} from '#test/e2e/world/session-story.ts';
import {
	resultsIn,
	type Script,
	type ScriptedTurn,
	type SeenRequest,
	wordsOf,
} from '#test/messages-api/scripted-turn.ts';

const Found = z.object({ artefacts: z.array(z.object({ id: z.string() })) });

type Turn = (request: SeenRequest) => ScriptedTurn;

/** One turn after the other, each from what the request before it brought. */
export function inTurn(...turns: readonly Turn[]): Script {
	const left = [...turns];
	return (request) => left.shift()?.(request) ?? null;
}

const call = (name: string, input: object): ScriptedTurn => ({ calls: [{ name, input }] });
const submit = (output: object) => call('submit_step', { summary: 'Done as asked.', ...output });

/** What a tool of the bridge answered last. */
function answered(request: SeenRequest): Readonly<Record<string, unknown>> {
	const value: unknown = JSON.parse(resultsIn(request).at(-1) ?? 'null');
	if (typeof value !== 'object' || value === null) throw new Error('The tool answered nothing.');
	return { ...value };
}

const forReview: Turn = (request) => {
	const { id, revision } = answered(request);
	return call('submit_for_review', { id, revision });
};

const written: Turn = (request) => submit({ artefacts: [answered(request)['id']] });

export const asks = () => inTurn(() => call('ask_person', { question: QUESTION }));

export const writesStory = () => inTurn(() => call('write_story', STORY), forReview, written);

/** Begins the story, and is cut off before it says more. */
export const writesStoryAndStalls = () =>
	inTurn(
		() => call('write_story', STORY),
		() => ({ say: 'Now I think about it', stallAfter: 4 }),
	);

/** Knows nothing of what was said before: finds the story that is there, and hands it in. */
export const handsInStory = () =>
	inTurn(
		() => call('find_artefacts', { kind: 'story' }),
		(request) => {
			const { artefacts } = Found.parse(answered(request));
			return submit({ artefacts: artefacts.map(({ id }) => id) });
		},
	);

export function writesContext(story: string): Script {
	return inTurn(() => call('write_context', contextFor(story)), forReview, written);
}

export function writesDesign(component: string, criteria: readonly string[]): Script {
	const input = { id: component, text: designFor(criteria) };
	return inTurn(() => call('write_design', input), forReview, written);
}

export function writesTests(criteria: readonly string[]): Script {
	return inTurn(
		() => call('write_file', { path: TEST_FILE, text: testFor(criteria) }),
		() => submit({ files: [TEST_FILE] }),
	);
}

/** Wrong at first: the tests say so, and the second try passes. */
export const writesCode = () =>
	inTurn(
		() => ({
			say: 'I read the tests first.',
			calls: [{ name: 'read_file', input: { path: TEST_FILE } }],
		}),
		() => call('write_file', { path: CODE_FILE, text: WRONG_CODE }),
		() => submit({ files: [CODE_FILE] }),
		(request) => {
			if (!wordsOf(request).includes('tests-pass: objects')) throw new Error('No check objected.');
			return call('write_file', { path: CODE_FILE, text: CODE });
		},
		() => call('run_command', { name: 'test' }),
		() => submit({ files: [CODE_FILE] }),
	);
