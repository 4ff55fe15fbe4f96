/** Other names for a code file, which a guard must know it by. */
import fs, { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pathInside } from '#server/guard/inside.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

test('[AT11] a link to a file, or to where one will be, is that file', () => {
	using copy = createWorkingCopy({ 'src/session.ts': '' });
	const { folder } = copy;
	const inside = (path: string) => pathInside(fs, folder, folder, path);
	mkdirSync(join(folder, 'notes'));
	symlinkSync('../src/session.ts', join(folder, 'notes/there.md'));
	symlinkSync('../src/coming.ts', join(folder, 'notes/coming.md'));
	symlinkSync('coming.md', join(folder, 'notes/twice.md'));
	symlinkSync(join(folder, 'src'), join(folder, 'lib'));
	for (const name of ['notes/there.md', 'lib/session.ts', 'x/../src/./session.ts']) {
		expect(inside(name)).toBe('src/session.ts');
	}
	for (const name of ['notes/coming.md', 'notes/twice.md', 'lib/coming.ts']) {
		expect(inside(name)).toBe('src/coming.ts');
	}
});

test('[AT11] what leads out, or round in circles, is nothing of the repository’s', () => {
	using copy = createWorkingCopy({});
	const { folder, data } = copy;
	mkdirSync(data);
	writeFileSync(join(data, 'other.ts'), '');
	symlinkSync(join(data, 'other.ts'), join(folder, 'out.ts'));
	symlinkSync(join(data, 'new.ts'), join(folder, 'out-new.ts'));
	symlinkSync('round.ts', join(folder, 'round.ts'));
	for (const path of ['out.ts', 'out-new.ts', '../bookshop-2/x.ts', '/etc/passwd']) {
		expect(pathInside(fs, folder, folder, path)).toBeNull();
	}
	expect(pathInside(fs, folder, folder, 'round.ts')).toBe('round.ts');
});

test('[AT11] where case makes no difference, a file is known by the name that the disk has for it', () => {
	const names = ['/team', '/team/Bookshop', '/team/Bookshop/src', '/team/Bookshop/src/session.ts'];
	const disk = {
		readlinkSync(path: string): string {
			throw new Error(`${path} is no link.`);
		},
		realpathSync: {
			native(path: string): string {
				const found = names.find((name) => name.toLowerCase() === path.toLowerCase());
				if (found === undefined) throw new Error(`${path} is not there.`);
				return found;
			},
		},
	};
	const root = '/team/bookshop';
	const inside = (path: string) => pathInside(disk, root, '/team/BOOKSHOP', path);
	expect(inside('SRC/Session.TS')).toBe('src/session.ts');
	expect(inside('/Team/bookshop/Src/coming.ts')).toBe('src/coming.ts');
	expect(inside('../other.ts')).toBeNull();
});
