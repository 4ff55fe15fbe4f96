import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathOfSegment, printSegment } from '#server/files/log/segments.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { Envelope } from '#shared/lifecycle/envelope.ts';
import { createProvedCopy, type ProvedCopy, STORY } from '#test/fixtures/proved-copy.ts';
import { createSignatory, createSignedWorkspace } from '#test/fixtures/signed-workspace.ts';

function linesOf(copy: ProvedCopy, segment: string): string[] {
	return copy.read(segment).trimEnd().split('\n');
}

/** Puts these lines where their hash says, as somebody would who knows the format. */
function rewrite(copy: ProvedCopy, segment: string, lines: readonly string[]): string {
	const text = `${lines.join('\n')}\n`;
	const path = pathOfSegment(text);
	copy.write(path, text);
	if (path !== segment) rmSync(join(copy.folder, segment));
	return path;
}

/** A line with one value changed, everything else as it was. */
function altered(line: string, from: string, to: string): string {
	if (!line.includes(from)) throw new Error(`${from} is not in the line.`);
	return line.replaceAll(from, to);
}

const storyIn = async (copy: ProvedCopy) =>
	(await copy.report()).artefacts.find(({ id }) => id === STORY);

describe('a log that somebody changed', () => {
	test('[CK7] an altered segment is told by its file, and the altered line by its number', async () => {
		using copy = await createProvedCopy();
		const segment = copy.save();
		const [first = '', second = '', ...rest] = linesOf(copy, segment);
		copy.write(segment, `${[first, altered(second, 'T10:00', 'T11:00'), ...rest].join('\n')}\n`);
		expect(await copy.told()).toEqual([
			`log-altered ${segment}:null`,
			`log-bad-signature ${segment}:2`,
			`log-parent-missing ${segment}:3`,
		]);
	});

	test('[CK7] a truncated segment is told by its file and the line that was cut', async () => {
		using copy = await createProvedCopy();
		const segment = copy.save();
		const text = copy.read(segment);
		copy.write(segment, text.slice(0, -40));
		expect(await copy.told()).toEqual([
			`log-line-invalid ${segment}:4`,
			`log-altered ${segment}:null`,
		]);
	});

	test('[CK7] a missing event is told where it is missed, however the segment was renamed', async () => {
		using copy = await createProvedCopy();
		await copy.approve(STORY);
		const segment = copy.save();
		const [founding = '', , ...rest] = linesOf(copy, segment);
		const path = rewrite(copy, segment, [founding, ...rest]);
		expect(await copy.told()).toEqual([`log-parent-missing ${path}:2`]);
		expect(await storyIn(copy)).toMatchObject({ state: 'never-approved', approvals: [] });
	});

	test('[CK7] an approval by a key that nobody enrolled is told, and counts for nothing', async () => {
		using copy = await createProvedCopy();
		await copy.submit(STORY);
		copy.save();
		const eve = await createSignatory();
		const { revision = null } = (await storyIn(copy)) ?? {};
		const answers = await copy.submit(STORY);
		await copy.say(eve, { type: 'approved', answers, revision: revision ?? '' });
		const segment = copy.save();
		expect(await copy.told()).toEqual([`log-unknown-key ${segment}:2`]);
		expect(await storyIn(copy)).toMatchObject({ state: 'in-review' });
	});

	test('[CK7] a forged approval in a person’s name is told, and counts for nothing', async () => {
		using copy = await createProvedCopy();
		const approved = await copy.approve(STORY);
		const segment = copy.save();
		const lines = linesOf(copy, segment);
		const { event } = Envelope.parse(JSON.parse(lines.at(-1) ?? ''));
		const other = Envelope.parse(JSON.parse(lines.at(-2) ?? '')).sig;
		const forged = canonicalJson({ event, sig: other });
		const path = rewrite(copy, segment, [...lines.slice(0, -1), forged]);
		expect(await copy.told()).toEqual([`log-bad-signature ${path}:6`]);
		expect(await storyIn(copy)).toMatchObject({ state: 'in-review', revision: approved.revision });
	});

	test.each(['0000', 'ffff'])(
		'[CK7] a copy with a bad signature shadows nothing, wherever it lies (%s)',
		async (name) => {
			using copy = await createProvedCopy();
			await copy.approve(STORY);
			const segment = copy.save();
			const lines = linesOf(copy, segment);
			const { event } = Envelope.parse(JSON.parse(lines.at(-1) ?? ''));
			const { sig } = Envelope.parse(JSON.parse(lines.at(-2) ?? ''));
			const shadow = `.lintel/log/${name}.jsonl`;
			copy.write(shadow, printSegment([{ event, sig }]));
			expect((await copy.told()).toSorted()).toEqual([
				`log-altered ${shadow}:null`,
				`log-shadowed ${shadow}:1`,
			]);
			expect(await storyIn(copy)).toMatchObject({ state: 'approved' });
		},
	);

	test('[CK7] an Agent’s relay can sign an approval, and it counts for nothing', async () => {
		using copy = await createProvedCopy();
		const answers = await copy.submit(STORY);
		copy.save();
		const { revision } = (await storyIn(copy)) ?? {};
		await copy.say(copy.people.relay, { type: 'approved', answers, revision: revision ?? '' });
		const segment = copy.save();
		expect(await copy.told()).toEqual([`log-event-refused ${segment}:1`]);
		expect(await storyIn(copy)).toMatchObject({ state: 'in-review' });
	});

	test('[CK7] what a removed member says after it is told, and does not count', async () => {
		using copy = await createProvedCopy();
		const answers = await copy.submit(STORY);
		const before = [answers];
		await copy.say(copy.people.ada, { type: 'removed', subject: 'mb_0000000ben' });
		copy.save();
		const { revision } = (await storyIn(copy)) ?? {};
		await copy.say(copy.ben, { type: 'approved', answers, revision: revision ?? '' }, before);
		const segment = copy.save();
		expect(await copy.told()).toEqual([`event-not-counted ${segment}:1`]);
		expect(await storyIn(copy)).toMatchObject({ state: 'in-review' });
	});

	test('[CK7] a frozen text that is not what its name says is told by its file', async () => {
		using copy = await createProvedCopy();
		const { revision } = await copy.approve(STORY);
		copy.save();
		copy.write(`.lintel/revisions/${revision}.md`, '# Something else\n');
		expect(await copy.told()).toEqual([`revision-altered .lintel/revisions/${revision}.md:1`]);
	});

	test('[CK7] a segment that is no file is told, and read by nobody', async () => {
		using copy = await createProvedCopy();
		copy.save();
		mkdirSync(join(copy.folder, '.lintel/log/zz.jsonl'));
		expect(await copy.told()).toEqual(['log-unreadable .lintel/log/zz.jsonl:null']);
	});
});

describe('another workspace', () => {
	async function foundAnew(copy: ProvedCopy): Promise<string> {
		const eve = await createSignedWorkspace('B'.repeat(22));
		const text = printSegment([eve.founding]);
		const path = pathOfSegment(text);
		mkdirSync(dirname(join(copy.folder, path)), { recursive: true });
		copy.write(path, text);
		return path;
	}

	test('[CK8] a log that was founded anew is another root', async () => {
		using copy = await createProvedCopy();
		await copy.approve(STORY);
		const segment = copy.save();
		renameSync(join(copy.folder, segment), join(copy.data, '..', 'away.jsonl'));
		const founded = await foundAnew(copy);
		expect(await copy.told()).toContain(`log-other-root ${founded}:1`);
		const [story] = (await copy.report()).artefacts;
		expect(story).toMatchObject({ state: 'never-approved' });
	});

	test('[CK8] a second founding beside the first counts for nothing, and is told', async () => {
		using copy = await createProvedCopy();
		await copy.approve(STORY);
		const segment = copy.save();
		const founded = await foundAnew(copy);
		expect(await copy.told()).toEqual([`log-other-root ${founded}:1`]);
		expect(await storyIn(copy)).toMatchObject({ state: 'approved' });
		const twice = [`log-founded-twice ${segment}:1`, `log-founded-twice ${founded}:1`];
		expect((await copy.told({ root: null })).toSorted()).toEqual(twice.toSorted());
	});

	test('[CK8] a log that is gone is an error where a root is expected', async () => {
		using copy = await createProvedCopy();
		copy.save();
		rmSync(join(copy.folder, '.lintel'), { recursive: true });
		expect(await copy.told()).toEqual(['log-missing .lintel/log:null']);
		expect((await copy.report()).summary.failing).toBe(1);
		expect((await copy.report({ root: null })).summary.failing).toBe(0);
	});
});
