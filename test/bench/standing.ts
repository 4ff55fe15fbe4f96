/**
 * How long it takes until five hundred designs know that a story changed, and to reaffirm them all.
 *
 *     node test/bench/standing.ts [--smoke]
 */
import { basisOf } from '#machines/lifecycle/basis.ts';
import { observe } from '#machines/lifecycle/observe.ts';
import { wouldSuspect } from '#machines/lifecycle/would-suspect.ts';
import { type ComponentId, deriveId } from '#shared/id.ts';
import { createWorld, partsOf, revision, STORY } from '#test/fixtures/events.ts';

const smoke = process.argv.includes('--smoke');
const count = smoke ? 50 : 500;
const CRITERION = 'ac_0000000001' as const;
const before = { text: 'before', criteria: { [CRITERION]: 'by mail' } };
const after = { text: 'after', criteria: { [CRITERION]: 'by telephone' } };

const world = createWorld();
world.add('ben', 'reviewer');
world.approve('ben', world.submit('ada', before.text, before));
const designs = Array.from({ length: count }, (_, n) => deriveId('cp', '', `${n}`, 0));
const upstream = [{ id: STORY, criteria: [CRITERION] }];
const answers = new Map(designs.map((id) => [id, approve(id)]));
look(before);

const parts = partsOf(after.criteria);
const next = { revision: revision(after.text), parts };
report(`preview of a change to ${count} designs`, '', () =>
	expectCount(wouldSuspect(world.ledger.state(), STORY, next, revisionOf(before)).length),
);
const changed = world.submit('ada', after.text, after);
report(`approve it, and see ${count} designs suspect`, 'under 1,000 ms', () => {
	world.approve('ben', changed);
	expectCount(look(after));
});
report(`reaffirm ${count}, one event each`, '', () => {
	for (const id of designs) {
		const basis = basisOf(world.ledger.state(), upstream, revisionOf(after));
		world.say('ben', { type: 'reaffirmed', answers: answers.get(id) ?? '', basis });
	}
	if (look(after) !== 0) throw new Error('Something is still suspect.');
});

function approve(id: ComponentId): string {
	const basis = basisOf(world.ledger.state(), upstream, revisionOf(before));
	const submitted = world.submit('ada', id, { artefact: id, basis });
	world.approve('ben', submitted);
	return submitted.id;
}

function revisionOf(story: { readonly text: string }) {
	return (id: string) => revision(id === STORY ? story.text : id);
}

/** How many of the designs are suspect. */
function look(story: typeof before): number {
	const state = world.ledger.state();
	const hand = { upstream: revisionOf(story), parts: () => partsOf(story.criteria) };
	const views = designs.map((id) => observe(state, id, { ...hand, revision: revision(id) }));
	return views.filter(({ standing }) => standing === 'suspect').length;
}

function expectCount(found: number): void {
	if (found !== count) throw new Error(`${found} of ${count} designs are suspect.`);
}

/** Wall clock, and processor time beside it: on a busy machine only the second means anything. */
function report(what: string, target: string, run: () => void): void {
	const [start, spent] = [performance.now(), process.cpuUsage()];
	run();
	const wall = performance.now() - start;
	const { user, system } = process.cpuUsage(spent);
	const cpu = (user + system) / 1_000;
	console.log(
		`${what.padEnd(50)} ${wall.toFixed(0).padStart(7)} ms ${cpu.toFixed(0).padStart(7)} ms cpu   ${target}`,
	);
}
