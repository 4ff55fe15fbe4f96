import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Timer } from '#server/timer.ts';
import { createLiveTraces } from '#server/trace/live-traces.ts';
import { traceRepository } from '#server/trace/trace-repository.ts';
import { traceFindings } from '#shared/trace/tracing/findings-in.ts';
import { type RealRepository, realRepository } from '#test/fixtures/real-repository.ts';
import { inputOf, pretendFiles, traced } from '#test/fixtures/traces.ts';

const SAYS = 'export const says = 1;\n';
const FILES = { 'src/a.ts': SAYS, 'test/a.test.ts': SAYS, 'src/loose.ts': SAYS };
const { files: _, ...input } = inputOf([traced('src/a.ts')], pretendFiles({}));

/** Traces as a relay follows them, with every timer turned by hand. */
function followed({ root, run }: RealRepository) {
	let waiting: (() => void)[] = [];
	const timer: Timer = {
		after(_, later) {
			waiting.push(later);
			return () => {
				waiting = waiting.filter((one) => one !== later);
			};
		},
	};
	const onError = (error: unknown) => {
		throw error;
	};
	const look = () => traceFindings(live.look(input).judge(() => true));
	const live = createLiveTraces({
		...{ disk: fs, root, run, timer, mode: 'poll', onChanged: () => (said = look()), onError },
	});
	let said = look();
	live.wake();
	look();
	return () => {
		for (let round = 0; round < 8; round++) for (const later of waiting.splice(0)) later();
		return rulesOf(said);
	};
}

function once({ root, run }: RealRepository): readonly string[] {
	return rulesOf(traceRepository({ disk: fs, root, run }, true, input).findings(() => true));
}

function rulesOf(findings: readonly { readonly rule: string; readonly file: string | null }[]) {
	return findings.map(({ rule, file }) => `${rule} ${file}`).sort();
}

test('[TF10] a folder that became a link is seen, though its files have the times they had', () => {
	using repository = realRepository(FILES);
	const live = followed(repository);
	expect(live()).toEqual(['code-without-design src/loose.ts']);
	fs.renameSync(join(repository.root, 'src'), join(repository.root, 'other'));
	fs.symlinkSync('other', join(repository.root, 'src'));
	const now = once(repository);
	expect(now.join()).toContain('design-without-code');
	expect(live()).toEqual(now);
});

test('[TF10] code that went on from where it moved is seen', () => {
	using repository = realRepository(FILES);
	repository.git('mv', 'src/a.ts', 'src/b.ts');
	const live = followed(repository);
	expect(live()).toContain('code-moved src/b.ts');
	repository.write({ 'src/b.ts': null });
	const now = once(repository);
	expect(now.join()).toContain('design-without-code');
	expect(live()).toEqual(now);
});

test('[TR14] [TF10] code that is gone, and that git still lists, lacks no design, until it is back', () => {
	using repository = realRepository(FILES);
	const live = followed(repository);
	expect(live()).toEqual(['code-without-design src/loose.ts']);
	repository.write({ 'src/loose.ts': null });
	expect(once(repository)).toEqual([]);
	expect(live()).toEqual([]);
	repository.write({ 'src/loose.ts': SAYS });
	expect(live()).toEqual(once(repository));
	expect(live()).toEqual(['code-without-design src/loose.ts']);
});

test('[TF10] a file that begins to be generated, or to be marked so, is seen', () => {
	using repository = realRepository(FILES);
	const live = followed(repository);
	expect(live()).toEqual(['code-without-design src/loose.ts']);
	repository.write({ 'src/loose.ts': `// @generated\n${SAYS}` });
	expect(live()).toEqual([]);
	repository.write({ 'src/loose.ts': SAYS });
	expect(live()).toEqual(once(repository));
	repository.write({ '.gitattributes': 'src/loose.ts linguist-generated\n' });
	expect(live()).toEqual([]);
	repository.write({ '.gitattributes': '\n' });
	expect(live()).toEqual(['code-without-design src/loose.ts']);
});
