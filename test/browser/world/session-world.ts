/** A bookshop at work: a Session in every state that people meet. */
import type { SessionState } from '#machines/session/session-state.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { TranscriptBody } from '#shared/session/transcript.ts';
import { ADA, HASH, ROBIN } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';
import {
	CLAUDE,
	leaseOf,
	sessionOf,
	stepState,
} from '#test/browser/world/world-sessions.svelte.ts';

export const ref = (n: number) => n.toString(16).padStart(64, 'b');
const AGENT = { kind: 'agent', agent: CLAUDE, responsible: ROBIN } as const;
const AT = '2026-11-22T11:40:00.000Z';

export interface Busy {
	readonly world: World;
	readonly asking: SessionState;
	readonly approval: SessionState;
	readonly stuck: SessionState;
	readonly parent: SessionState;
	readonly working: SessionState;
	readonly child: SessionState;
	readonly done: SessionState;
	readonly story: ArtefactId;
}

export function busyShop(): Busy {
	const world = new World();
	const { edit } = world.workspace;
	const story = edit.addStory({ title: 'Sign in with email', criteria: ['A reader gets in'] });
	const context = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const session = edit.addComponent(context, {
		name: 'Session',
		type: 'module',
		code: 'src/session.ts',
	});
	const lockout = edit.addComponent(context, {
		name: 'Lockout',
		type: 'module',
		code: 'src/lockout.ts',
	});
	for (const id of [session, lockout]) edit.setDesign(id, '# Design\n\nWhat it is for.\n');
	world.stand(session, { phase: 'approved' });
	const say = (n: number, text: string) => {
		world.said.set(ref(n), text);
		return ref(n);
	};
	const asking = sessionOf('story-interview', {
		goal: say(1, 'Readers forget their passwords; find out what they need.'),
		phase: 'waiting',
		waiting: {
			for: 'answer',
			question: HASH,
			text: say(2, 'How long may a link to reset a password stay valid?'),
			by: AGENT,
		},
		steps: [
			stepState('interview', {
				status: 'waiting',
				questions: [
					{
						asked: ref(40),
						by: AGENT,
						answeredBy: { kind: 'member', member: ADA },
						question: say(3, 'Who forgets it most often?'),
						answer: say(4, 'Readers who come once a year.'),
					},
					{ asked: HASH, by: AGENT, question: ref(2), answer: null, answeredBy: null },
				],
			}),
			stepState('approval'),
		],
	});
	const approval = sessionOf('story-review', {
		artefact: story,
		phase: 'waiting',
		step: 'approval',
		waiting: { for: 'approval', artefacts: [story] },
		steps: [
			stepState('review', { status: 'done', attempts: [attempt(5, 'accepted')] }),
			stepState('revise', { status: 'done', attempts: [attempt(6, 'accepted')] }),
			stepState('approval', { status: 'waiting' }),
		],
	});
	const parent = sessionOf('context-code', { artefact: context, phase: 'working' });
	const why = say(7, 'The tests fail: a locked account still gets in.\nsrc/lockout.test.ts:14');
	const stuck = sessionOf('component-code', {
		artefact: lockout,
		parent: parent.id,
		phase: 'waiting',
		waiting: { for: 'retry', reason: why },
		steps: [
			stepState('code', {
				status: 'waiting',
				attemptsLeft: 0,
				attempts: Array.from({ length: 5 }, (_, n) => attempt(10 + n, 'rejected', why)),
			}),
		],
	});
	const child = sessionOf('component-tests', {
		artefact: session,
		parent: parent.id,
		phase: 'working',
		lease: leaseOf('tests'),
		steps: [stepState('tests', { status: 'leased' })],
	});
	const children = [stuck, child].map(({ id, kind, artefact, phase }) => ({
		...{ session: id, kind, artefact, phase },
	}));
	const working = sessionOf('component-design', {
		artefact: session,
		goal: say(8, 'Sessions end after a day.'),
		phase: 'revising',
		lease: leaseOf('design', new Date(Date.now() - 25 * 60_000).toISOString()),
		steps: [
			stepState('design', {
				status: 'leased',
				attemptsLeft: 4,
				attempts: [attempt(20, 'rejected', say(9, 'Section “Errors” is missing.'))],
				notes: [say(30, 'Think of clocks that run wrong.')],
			}),
			stepState('approval'),
		],
	});
	const ended = { event: HASH, at: AT, reason: null };
	const done = sessionOf('component-tests', {
		artefact: session,
		phase: 'done',
		step: null,
		ended,
	});
	const cancelled = sessionOf('integration', {
		artefact: story,
		phase: 'cancelled',
		step: null,
		ended: { ...ended, reason: say(31, 'We leave this to the next release.') },
	});
	for (let n = 0; n < 7; n++) {
		const verdict = n < 5 ? 'rejected' : 'accepted';
		say(n < 5 ? 10 + n : n, output(verdict === 'accepted' ? 'written' : 'files', story));
	}
	say(20, output('written', session));
	const whole = { ...parent, children, steps: [stepState('components', { status: 'ready' })] };
	world.sessions.all = [working, whole, child, stuck, approval, asking, done, cancelled];
	return { world, asking, approval, stuck, parent: whole, working, child, done, story };
}

function attempt(n: number, verdict: 'accepted' | 'rejected', reason: string | null = null) {
	return { submitted: ref(100 + n), by: AGENT, at: AT, content: ref(n), verdict, reason };
}

function output(kind: 'written' | 'files', artefact: ArtefactId): string {
	const summary = 'Wrote it as the design says.';
	return JSON.stringify(
		kind === 'files' ? { summary, files: ['src/lockout.ts'] } : { summary, artefacts: [artefact] },
	);
}

/** What the relay tells of the Session that is worked on: a transcript, a pack and what changed. */
export function tellWork({ world, working, story }: Busy): void {
	const { sessions } = world;
	const say = (who: string, body: TranscriptBody) => sessions.say(working, who, body);
	const agent = 'claude-code';
	say(agent, { type: 'note', text: 'took the step.' });
	say(agent, { type: 'text', text: 'I read the story first.\nThen I write the design.' });
	const tool = { type: 'tool', name: 'write_design', input: '{"design":"cp_1"}' } as const;
	say(agent, { ...tool, name: 'read_artefact', result: '# Sign in', failed: false });
	say(agent, { ...tool, result: 'It has no context.', failed: true });
	const tokens = { input: 1_200, cachedRead: 18_000, cachedWrite: 300, output: 2_100 };
	say(agent, { type: 'usage', model: 'claude-opus-5', ...tokens, cost: 0.0312 });
	const output = { summary: 'Wrote the design.', artefacts: [working.artefact] };
	say(agent, { type: 'output', output: JSON.stringify(output) });
	say('Lintel', { type: 'check', check: 'artefacts-clean', passed: true, text: '' });
	const missing = 'Section “Errors” is missing.\nWrite it.';
	say('Lintel', { type: 'check', check: 'artefacts-submitted', passed: false, text: missing });
	const part = { input: 'rules', artefact: null, path: null } as const;
	sessions.pack = {
		step: 'design',
		pack: {
			...{ tokens: 8_200, budget: 24_000 },
			parts: [
				{
					...{ ...part, title: 'Rules of the team', text: '- No classes.', tokens: 1_200 },
					...{ standing: 'instruction', path: '.lintel/rules/style.md' },
				},
				{
					...{ ...part, title: 'Sign in with email', text: '# Sign in', tokens: 3_000 },
					...{ standing: 'instruction', artefact: story },
				},
				{ ...part, title: 'Lockout', text: '# Lockout', tokens: 3_000, standing: 'draft' },
				{ ...part, title: 'Findings', text: 'None.', tokens: 1_000, standing: 'data' },
			],
			left: [{ title: 'Design of Mail', tokens: 9_000, why: 'The budget was used up.' }],
		},
	};
	const text = (words: string) => `# Session\n\nKeeps a reader signed in${words}.\n`;
	const file = { artefact: null, path: 'src/session.ts', before: null, cut: false };
	sessions.changes = {
		...{ branch: 'lintel/se_1', left: 2 },
		changes: [
			{
				...file,
				artefact: working.artefact,
				path: null,
				before: text(''),
				after: text(' for a day'),
			},
			{ ...file, after: 'export const session = 1;\n' },
		],
	};
}
