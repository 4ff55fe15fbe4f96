/**
 * What the attestations in the log say of a Design whose files are in hand.
 *
 * Only a run of exactly these hashes backs anything. Of several the ones that no later run replaced
 * speak, and red beats green: what two people ran beside each other is red until somebody who knew
 * of the red run sees a green one. Nothing here depends on the order of concurrent events.
 */
import { type Attestation, isAccepted, isReplaced } from '#machines/evidence/attestation.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import { type Hash, hashOf } from '#shared/hash.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { policyTestOf } from '#shared/lifecycle/evidence-rules.ts';

/** What is in hand; null for what isn't there. */
export interface HashesInHand {
	readonly revision: Revision | null;
	readonly code: Hash | null;
	readonly test: Hash | null;
}

/** What a run names in place of code that nobody had written yet. */
export const NO_CODE = hashOf('');

type Part = SeenEvidence['changed'][number];

export function evidenceOf(
	state: Pick<WorkspaceState, 'attestations' | 'policy'>,
	design: ComponentId,
	hand: HashesInHand,
): SeenEvidence {
	const { policy } = state;
	const about = { design, revision: hand.revision, changed: [], run: null, criteria: [] };
	const all = state.attestations.get(design) ?? [];
	const none = (because: string): SeenEvidence => ({ ...about, result: 'none', because });
	if (policy.evidence?.on !== true) return none(SAYS.off);
	const least = policy.evidence.accept ?? 'runs';
	const runs = all.filter(({ as }) => isAccepted(as, least));
	if (runs.length === 0) return none(all.length === 0 ? SAYS.none : SAYS.notAccepted[least]);

	const policyTest = policyTestOf(policy);
	const standing = runs.filter(
		(run) => changedIn(run, hand, policyTest).length === 0 && !isReplaced(run, least),
	);
	const red = standing.findLast(({ result }) => result === 'red');
	if (red !== undefined) return fitting(about, red, 'red');
	const green = standing.at(-1);
	if (green !== undefined) {
		const missed = policy.evidence.testsFirst === true && !runs.some(cameFirst);
		return missed ? none(SAYS.notFirst) : fitting(about, green, 'verified');
	}
	return outdated(about, runs, hand, policyTest);
}

/** A run of tests that failed before there was any code. */
function cameFirst({ code, result }: Attestation): boolean {
	return code === NO_CODE && result === 'red';
}

type About = Pick<SeenEvidence, 'design' | 'revision'>;

function fitting(about: About, run: Attestation, result: 'verified' | 'red'): SeenEvidence {
	const came = result === 'red' ? 'failed' : 'passed';
	const because = `Its tests ${came} on exactly this, in ${runWords(run)}.`;
	return { ...about, result, because, changed: [], run: shown(run), criteria: run.criteria };
}

/** Speaks of the run that is nearest to what is in hand; of several the last. */
function outdated(
	about: About,
	runs: readonly Attestation[],
	hand: HashesInHand,
	policyTest: Hash,
): SeenEvidence {
	const told = runs.map((run) => ({ run, changed: changedIn(run, hand, policyTest) }));
	const least = Math.min(...told.map(({ changed }) => changed.length));
	const nearest = told.findLast(({ changed }) => changed.length === least);
	if (nearest === undefined) throw new Error('There is no run to be outdated.');
	const { run, changed } = nearest;
	const because = `${changeWords(changed, hand)} since ${runWords(run)}.`;
	return { ...about, result: 'outdated', because, changed, run: shown(run), criteria: [] };
}

function changedIn(run: Attestation, hand: HashesInHand, policyTest: Hash): Part[] {
	const parts: Part[] = [];
	if (run.revision !== hand.revision) parts.push('design');
	if (run.code !== hand.code) parts.push('code');
	if (run.test !== hand.test) parts.push('test');
	if (run.policyTest !== policyTest) parts.push('policy');
	return parts;
}

function changeWords(changed: readonly Part[], hand: HashesInHand): string {
	const gone = changed.filter(
		(part) => (part === 'code' && hand.code === null) || (part === 'test' && hand.test === null),
	);
	const parts = gone.length > 0 ? gone : changed;
	const words = parts.map((part) => WORDS[part]);
	const list = [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((one) => one !== '');
	const said = `The ${list.join(' and the ')}`;
	if (gone.length > 0) return `${said} ${gone.length === 1 ? 'is' : 'are'} gone`;
	return `${said} changed`;
}

const WORDS: Readonly<Record<Part, string>> = {
	design: 'design',
	code: 'code',
	test: 'test',
	policy: 'test command of the policy',
};

function runWords({ at }: Attestation): string {
	return `the run of ${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function shown({ event, relay, at, tree, clean, as }: Attestation): SeenEvidence['run'] {
	return { event, relay, at, tree, clean, as };
}

const SAYS = {
	off: 'Evidence is off: no owner turned test runs on.',
	none: 'No test run of it is in the log.',
	notAccepted: {
		ci: 'Its test runs do not count here: the policy accepts only CI’s.',
		runs: 'Its test runs do not count here: the policy accepts no report that was handed in.',
		reports: 'No test run of it is in the log.',
	},
	notFirst: 'Its tests passed, and no run shows that they failed before there was code.',
} as const;
