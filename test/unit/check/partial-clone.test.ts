import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { findMoves } from '#server/trace/moves.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';

const LINES = Array.from({ length: 30 }, (_, n) => `export const line${n} = ${n};\n`).join('');

/** A clone that has what is checked out, and no older text. */
function partialCloneOf(copy: WorkingCopy) {
	const folder = join(copy.data, 'partial');
	copy.git('config', 'uploadpack.allowFilter', 'true');
	copy.git('clone', '-q', '--filter=blob:none', `file://${copy.folder}`, folder);
	const packs = () =>
		fs.readdirSync(`${folder}/.git/objects/pack`).filter((name) => name.endsWith('.pack')).length;
	return { folder, packs };
}

function commit(copy: WorkingCopy): void {
	copy.git('add', '-A');
	copy.git('commit', '-qm', 'Change');
}

describe('a partial clone', () => {
	test('[CK6] is asked where files went without fetching their texts', () => {
		using copy = createWorkingCopy({ 'src/a.ts': LINES, 'src/b.ts': 'export {};\n' });
		copy.git('mv', 'src/a.ts', 'src/moved.ts');
		commit(copy);
		copy.git('mv', 'src/b.ts', 'src/edited.ts');
		copy.write('src/edited.ts', `export {};\n${LINES}`);
		copy.write('src/moved.ts', `${LINES}export {};\n`);
		commit(copy);
		const { folder, packs } = partialCloneOf(copy);
		const before = packs();
		const isHere = (path: string) => fs.existsSync(`${folder}/${path}`);
		const moves = findMoves({ disk: fs, root: folder, run: runProgram, isHere });
		expect(moves).toEqual(new Map([['src/a.ts', 'src/moved.ts']]));
		expect(packs()).toBe(before);
	});

	test('[CK19] fetches all the words of a ref at once', async () => {
		const names = ['a', 'b', 'c', 'd'].map((name) => `docs/design/${name}.md`);
		using copy = createWorkingCopy(Object.fromEntries(names.map((name) => [name, `# ${name}\n`])));
		for (const name of names) copy.write(name, `# ${name}\n\nOther words.\n`);
		commit(copy);
		const { folder, packs } = partialCloneOf(copy);
		const before = packs();
		const asked = { folder, pin: null, base: null, scope: { rules: [], changed: 'HEAD~1' } };
		const checked = await checkRepository({ disk: fs, run: runProgram, grammars: [] }, asked);
		expect(checked.ok && checked.value.report.scope?.changed?.files).toEqual(names);
		expect(packs()).toBe(before + 1);
	});
});
