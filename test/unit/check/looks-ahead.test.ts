import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { createLooksAhead } from '#server/check/looking/looks-ahead.ts';
import { createCheckThreads } from '#server/check/threads/check-threads.ts';
import type { Design } from '#shared/artefact/design.ts';
import { readDesign } from '#shared/markdown/design.ts';
import { designLook } from '#shared/trace/checker.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { lookOnce } from '#shared/trace/look.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { createProvedCopy, DESIGN_FILE } from '#test/fixtures/proved-copy.ts';

const CONVENTIONS = conventionsOf({ preset: 'typescript' });

/** Of every kind: with and without front matter, sections, hidden characters, references. */
const TEXTS = Array.from({ length: 40 }, (_, n) => {
	const id = `cp_${String(n).padStart(10, '0')}`;
	const purpose = ['It keeps books.', '', 'TBD', 'See [[Shelf]].', 'Odd\u200b.'][n % 5];
	const api = n % 3 === 0 ? '## Public API\n\n- `keep(id: string): void`\n' : '### Deeper\n';
	return `---\nid: ${id}\ncomponent: Part${n}\ntype: service\n---\n# Part\n\n## Purpose\n\n${purpose}\n\n${api}`;
});

function designs(): readonly { readonly design: Design; readonly markdown: string }[] {
	return TEXTS.flatMap((markdown) => {
		const { design } = readDesign(markdown);
		return design === null ? [] : { design, markdown };
	});
}

function directly({ design, markdown }: { design: Design; markdown: string }) {
	return lookOnce(
		designLook(() => markdown),
		design,
		CONVENTIONS,
	);
}

describe('designs that another thread looks at', () => {
	test('[CK27] are found to be what they are found here', async () => {
		const jobs = designs().map(({ design: { body, ...design }, markdown }) => {
			return { design, markdown, bodyLength: body.length };
		});
		const stopped = new Int32Array(new SharedArrayBuffer(4));
		using threads = createCheckThreads(2);
		const looks = await threads.ask(0, 'looks', { jobs, conventions: CONVENTIONS, stopped });
		expect(looks).toEqual(designs().map(directly));
		expect(looks?.flatMap(({ findings }) => findings).length).toBeGreaterThan(40);
	});

	test('[CK27] are given for the conventions they were looked at by, as far as they were', async () => {
		using threads = createCheckThreads(2);
		const ahead = createLooksAhead(threads, 0);
		const all = designs();
		const markdown = new Map(all.map((one) => [one.design, one.markdown]));
		ahead.begin([...markdown.keys()], CONVENTIONS, (design) => markdown.get(design) ?? '');
		const known = await ahead.stop();
		for (const one of all) {
			const look = known.get(one.design, CONVENTIONS);
			if (look !== undefined) expect(look).toEqual(directly(one));
			expect(known.get(one.design, { ...CONVENTIONS })).toBeUndefined();
		}
	});

	test('[CK27] change nothing in what a check says', async () => {
		using copy = await createProvedCopy();
		copy.write(DESIGN_FILE, `${copy.read(DESIGN_FILE)}\n## Public API\n\n\u200b\n`);
		copy.save();
		const deps = { disk: fs, run: runProgram };
		const asked = { folder: copy.folder, pin: null, base: null };
		const alone = await checkRepository(deps, asked);
		using threads = createCheckThreads(2);
		const of = { folder: copy.folder, remember: false };
		const files = threads.ask(0, 'files', of).then((said) => said?.read ?? null);
		const frozen = threads.ask(0, 'frozen', of).then((said) => said?.read ?? null);
		const ahead = createLooksAhead(threads, 0);
		const beside = await checkRepository({ ...deps, ahead, beside: { files, frozen } }, asked);
		expect(beside.ok && beside.value.report).toEqual(alone.ok && alone.value.report);
	});
});
