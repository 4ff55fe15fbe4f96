/**
 * From a key to its paint, while ten people type in one design:
 *
 *   node server/prepare.mjs && node test/bench/keystroke.ts [--smoke] [--alone]
 *
 * A real relay, nine scripted peers who type five characters a second each over their own sockets,
 * and a person in Chromium whose keys are followed in its trace: from the task that takes the key
 * to the end of the one that hands its frame over. By the processor's time that is what the app
 * costs; by the clock it is also what relay, peers, raster and this machine's cores make it wait.
 * `--alone` leaves the peers out.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { addPeers } from '#test/bench/keystroke/peers.ts';
import { chromiumSpent } from '#test/bench/keystroke/spent.ts';
import { tracedKeys } from '#test/bench/keystroke/traced-keys.ts';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace } from '#test/e2e/world/steps.ts';

const TARGET_MS = 16;
const { values: options } = parseArgs({
	options: {
		smoke: { type: 'boolean', default: false },
		alone: { type: 'boolean', default: false },
	},
});
const keys = options.smoke ? 40 : 300;
const peers = options.alone ? 0 : 9;
const COMPONENT = 'cp_0000000001';

await using served = await serveFolder({
	'user_stories.md': stories(options.smoke ? 20 : 300),
	'context_map.md': `# Shop: context map\n\n## Accounts\n**Type**: domain\n**Entity**: Account\n\n### Components\n| Component | Type | Code |\n|---|---|---|\n| Session | module | src/session.ts <!-- ${COMPONENT} --> |\n`,
});
await using profile = await openProfile();
const { page } = profile;
await foundWorkspace(page, linkTo(served), 'Ada');
await page.goto(`${served.origin}/w/${served.workspace.slug}/designs/${COMPONENT}`);
await page.getByRole('button', { name: 'Write the design' }).click();
await page.locator('.cm-content').waitFor();
await page.locator('.cm-content').click();
await page.keyboard.press('Control+End');
await page.keyboard.insertText(`\n\n${prose(options.smoke ? 20 : 200)}\n\n`);

const typing = await addPeers(served, `design:${COMPONENT}`, peers);
const before = await spent();
const frames = await tracedKeys(page, keys);
const after = await spent();
const who = `${peers + 1} ${peers === 0 ? 'person' : 'people'} in one design`;
console.log(
	`${who}, ${frames.length} keys; ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`,
);
print(
	'processor',
	frames.map(({ processor }) => processor),
);
print(
	'clock',
	frames.map(({ clock }) => clock),
);
const seconds = (after.at - before.at) / 1000;
const shares = [...after.times].flatMap(([name, time]) => {
	const took = Math.round((100 * (time - (before.times.get(name) ?? 0))) / (after.at - before.at));
	return took > 0 ? [`${name} ${took} %`] : [];
});
console.log(`Of one core, for ${seconds.toFixed(0)} s: ${shares.join(', ')}.`);
console.log(`Target: p95 of the processor's time from key to paint under ${TARGET_MS} ms.`);
await typing[Symbol.asyncDispose]();
await profile[Symbol.asyncDispose]();
process.exit(0);

/** Who took how much of the processor so far, in milliseconds. */
async function spent(): Promise<{ at: number; times: ReadonlyMap<string, number> }> {
	const own = process.cpuUsage();
	const typists = await typing.spent();
	const relay = (own.user + own.system) / 1000 - typists;
	const browser = profile.context.browser();
	const chromium = browser === null ? [] : await chromiumSpent(browser);
	return {
		at: performance.now(),
		times: new Map([['typists', typists], ['relay and bench', relay], ...chromium]),
	};
}

function print(name: string, values: readonly number[]) {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? NaN;
	const numbers = [0.5, 0.95, 0.99].map((part) => `p${part * 100} ${at(part).toFixed(1)} ms`);
	console.log(`${name.padEnd(14)} ${numbers.join('   ')}`);
}

function stories(count: number): string {
	const one = (n: number) =>
		`## Story ${n}\n\nAs a reader, I want ${n}, so that it helps.\n\n**Acceptance Criteria**\n- It holds ${n}\n`;
	return `# Shop\n\n${Array.from({ length: count }, (_, n) => one(n)).join('\n')}`;
}

function prose(paragraphs: number): string {
	return Array.from({ length: paragraphs }, (_, n) => {
		const words = `Paragraph ${n} says what the component does when someone asks it to. `;
		return n % 10 === 0 ? `### Part ${n}\n\n${words.repeat(3)}` : words.repeat(4);
	}).join('\n\n');
}
