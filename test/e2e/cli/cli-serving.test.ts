/** Lintel as it is started, started twice, killed and stopped. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintel, serve } from '#test/e2e/world/command.ts';
import { lintel as lintelProcess, serve as serveProcess } from '#test/e2e/world/lintel-command.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_STORIES } from '#test/fixtures/hand-written.ts';

const STORIES = { 'user_stories.md': HAND_WRITTEN_STORIES };

describe('serving', () => {
	test('[CM3] the first start prints a pairing link, and the page is there on both loopbacks', async () => {
		using repository = createWorkingCopy(STORIES);
		await using lintel = await serveProcess(repository);
		expect(lintel.link).toMatch(/\/w\/bookshop-[0-9a-z]{6}#pair=/);
		for (const host of ['127.0.0.1', '[::1]']) {
			const hello = await fetch(`http://${host}:${lintel.port}/api/hello`);
			expect(await hello.json()).toMatchObject({ product: 'lintel' });
		}
		const page = await fetch(`${lintel.origin}/w/${lintel.slug}`);
		expect(await page.text()).toContain('<html');
	});

	test('[CM41] a start prints what asks for somebody, and counts the notes', async () => {
		const twin = '---\nid: cp_jejnf2a7sy\ncomponent: Twin\n---\n\n# Twin\n';
		using repository = createWorkingCopy({
			...STORIES,
			'docs/design/a.md': twin,
			'docs/design/b.md': twin,
			'docs/design/loose.md': '# Nobody’s\n',
			'docs/design/looser.md': '# Nobody’s either\n',
		});
		const running = await serveProcess(repository);
		await running.stop();
		expect(running.stderr()).toContain('error: docs/design/b.md has the same id');
		expect(running.stderr()).toContain('2 notes about files: see Findings in the app.');
		expect(running.stderr()).not.toContain('loose.md');
	});

	test('[CM4] the note about the running Lintel is its owner’s alone, and goes with it', async () => {
		using repository = createWorkingCopy(STORIES);
		const running = await serveProcess(repository);
		const note = join(repository.data, 'running.json');
		expect(statSync(note).mode & 0o777).toBe(0o600);
		expect(await running.stop('SIGTERM')).toBe(0);
		expect(existsSync(note)).toBe(false);
	});

	test('[CM5] a note that a commit brought keeps nobody from serving', async () => {
		const note = JSON.stringify({ pid: process.pid, url: 'https://elsewhere.example' });
		using repository = createWorkingCopy({ ...STORIES, '.lintel/serving.json': note });
		await using lintel = await serve(repository);
		expect(lintel.link).toContain('#pair=');
	});

	test('[CM5] a second Lintel hands its repository to the one that runs', async () => {
		using repository = createWorkingCopy(STORIES);
		using other = createWorkingCopy({});
		await using running = await serve(repository);
		const second = await lintelProcess(['serve', '--repo', other.folder, '--no-open'], repository);
		expect(second.code).toBe(0);
		const link = /^ {2}(http:\S+)$/m.exec(second.stdout)?.[1] ?? '';
		expect(new URL(link).origin).toBe(running.origin);
		const slug = new URL(link).pathname.split('/')[2];
		const hello = await fetch(`${running.origin}/api/w/${slug}/hello`);
		expect(await hello.json()).toMatchObject({ slug, root: null });
	});

	test('[CM5] a repository that another Lintel serves with other data is refused, and people and agents are told where', async () => {
		using repository = createWorkingCopy(STORIES);
		await using running = await serveProcess(repository);
		const options = { folder: repository.folder, data: `${repository.data}-other` };
		const second = await lintel(['serve', '--port', '0', '--no-open'], options);
		expect(second.code).toBe(2);
		expect(second.stderr).toContain(running.origin);
		const agent = await lintelProcess(['mcp', '--as', 'robin', '--port', '0'], options);
		expect(agent).toMatchObject({ code: 2, stderr: expect.stringContaining(running.origin) });
	});

	test('[CM4] a note that a killed Lintel left behind is nobody’s', async () => {
		using repository = createWorkingCopy(STORIES);
		const killed = await serveProcess(repository);
		await killed.stop('SIGKILL');
		expect(existsSync(join(repository.data, 'running.json'))).toBe(true);
		await using again = await serve(repository);
		expect((await fetch(`${again.origin}/api/hello`)).ok).toBe(true);
	});

	test('[FI1] serving, asking and stopping leave the repository as git knows it', async () => {
		using repository = createWorkingCopy(STORIES);
		const running = await serve(repository);
		await lintel(['status'], repository);
		await running.stop();
		await lintel(['status'], repository);
		expect(repository.git('status', '--porcelain')).toBe('');
	});
});
