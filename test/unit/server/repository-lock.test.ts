import fs from 'node:fs';
import { expect, test } from 'vitest';
import { lockRepository } from '#server/repository-lock.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const note = (pid: number) => ({ pid, url: 'http://localhost:4400' });
const lock = (folder: string, pid: number) =>
	lockRepository({ disk: fs, isAlive: () => true }, folder, note(pid));

test('[CM5] a copy of a repository that is served is nobody’s, and one that was moved is held', () => {
	using place = createWorkingCopy({ 'shop/user_stories.md': '# Shop\n' });
	const at = (name: string) => `${place.folder}/${name}`;
	const [shop, copied, moved] = [at('shop'), at('copy'), at('moved')] as const;
	expect(lock(shop, 1).ok).toBe(true);
	expect(lock(shop, 2)).toMatchObject({ error: { guard: 'served-elsewhere' } });

	fs.cpSync(shop, copied, { recursive: true });
	expect(lock(copied, 2).ok).toBe(true);
	expect(lock(shop, 3)).toMatchObject({ error: { guard: 'served-elsewhere' } });

	fs.renameSync(shop, moved);
	expect(lock(moved, 2)).toMatchObject({ error: { guard: 'served-elsewhere' } });
});
