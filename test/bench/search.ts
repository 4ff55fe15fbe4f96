/**
 * What a person waits for between a key in the palette and its answer, with 5,000 artefacts:
 *
 *   node test/bench/search.ts [--smoke]
 *
 * The index is the app's own, under Node rather than in a browser: the same engine.
 */
import { SearchIndex } from '#client/state/search/search-index.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { AcceptanceCriterionId, ComponentId, deriveId, StoryId } from '#shared/id.ts';
import { createRandom } from '#test/fixtures/random.ts';

const smoke = process.argv.includes('--smoke');
const [STORIES, DESIGNS, QUERIES] = smoke ? [400, 100, 100] : [4_000, 1_000, 2_000];

const SYLLABLES = [
	'ba',
	'ke',
	'li',
	'mo',
	'nu',
	'ra',
	'se',
	'ti',
	'vo',
	'zu',
	'pre',
	'sta',
] as const;
const random = createRandom(7);
const VOCABULARY = Array.from({ length: 4_000 }, () => word());
const artefacts: Artefacts = {
	stories: Array.from({ length: STORIES }, (_, n) => story(n)),
	contexts: [],
	designs: Array.from({ length: DESIGNS }, (_, n) => design(n)),
};

const index = new SearchIndex();
const built = timed(() => index.take(artefacts, async () => {}));
console.log(`${STORIES + DESIGNS} artefacts: built in ${ms(await built)}`);
const changed = { ...artefacts, stories: artefacts.stories.with(0, story(STORIES)) };
console.log(`one changed: ${ms(await timed(() => index.take(changed, async () => {})))}`);

const times: number[] = [];
let answers = 0;
for (let n = 0; n < QUERIES; n++) {
	const query = queryOf(n);
	const at = performance.now();
	answers += index.find(query, 40).length;
	times.push(performance.now() - at);
}
if (answers === 0) throw new Error('No query found anything.');
times.sort((a, b) => a - b);
const share = (part: number) => times[Math.floor(times.length * part)] ?? 0;
console.log(`query: p50 ${ms(share(0.5))}, p95 ${ms(share(0.95))}, p99 ${ms(share(0.99))}`);

/** As people type: a beginning, a whole word, a slip, two words. */
function queryOf(n: number): string {
	const one = pick();
	if (n % 4 === 0) return one.slice(0, 3);
	if (n % 4 === 1) return one;
	if (n % 4 === 2) return one.slice(0, 2) + one.slice(3);
	return `${one} ${pick().slice(0, 4)}`;
}

function story(n: number): Story {
	const id = StoryId.parse(deriveId('st', '', 'story', n));
	const criteria = Array.from({ length: 5 }, (_, at) => ({
		id: AcceptanceCriterionId.parse(deriveId('ac', id, 'criterion', at)),
		text: words(12),
	}));
	return { id, title: words(5), narrative: words(25), criteria, notes: '' };
}

function design(n: number): Design {
	const id = ComponentId.parse(deriveId('cp', '', 'design', n));
	return { id, component: words(2), type: 'module', context: null, criteria: [], body: words(400) };
}

function words(count: number): string {
	return Array.from({ length: count }, pick).join(' ');
}

/** Some words are common and most are rare, as in any language. */
function pick(): string {
	const rare = random.below(1_000) / 1_000;
	return VOCABULARY[Math.floor(rare ** 3 * VOCABULARY.length)] ?? '';
}

function word(): string {
	return Array.from({ length: 2 + random.below(3) }, () => random.pick(SYLLABLES)).join('');
}

async function timed(run: () => Promise<void>): Promise<number> {
	const at = performance.now();
	await run();
	return performance.now() - at;
}

function ms(value: number): string {
	return `${value.toFixed(1)} ms`;
}
