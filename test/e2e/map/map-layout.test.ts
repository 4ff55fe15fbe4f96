import { existsSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import type { Position } from '#shared/artefact/position.ts';
import { placeContexts } from '#shared/doc/edits/layout.ts';
import { openLayoutDoc, readPositions } from '#shared/doc/layout-doc.ts';
import { LAYOUT_PATH, printLayout } from '#shared/doc/layout-file.ts';
import { ContextId } from '#shared/id.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const [ACCOUNTS, SHELVES] = [ContextId.parse('cx_0000000001'), ContextId.parse('cx_0000000002')];
const MAP = `# Map\n\n## Accounts <!-- ${ACCOUNTS} -->\n**Type**: domain\n\n## Shelves <!-- ${SHELVES} -->\n**Type**: domain\n`;

function layout(places: readonly (readonly [ContextId, Position])[]): string {
	return printLayout(new Map(places));
}

function move({ rooms }: Workspace, id: ContextId, place: Position): Promise<void> {
	return rooms.open('layout').edit(ADA, (yDoc) => {
		placeContexts(openLayoutDoc(yDoc), new Map([[id, place]]), ADA);
	});
}

function placesIn({ rooms }: Workspace): unknown {
	return Object.fromEntries(readPositions(openLayoutDoc(rooms.open('layout').yDoc)));
}

function isWritten(copy: WorkingCopy, text: string): boolean {
	return existsSync(join(copy.folder, LAYOUT_PATH)) && copy.read(LAYOUT_PATH) === text;
}

describe('the layout of the map and its file', () => {
	test('[ML1] a move is written, and a change of the file moves', async () => {
		using copy = createWorkingCopy({ 'context_map.md': MAP });
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		expect(existsSync(join(copy.folder, LAYOUT_PATH))).toBe(false);
		await move(workspace, ACCOUNTS, { x: 16, y: 8 });
		await until(() => isWritten(copy, layout([[ACCOUNTS, { x: 16, y: 8 }]])));
		copy.write(LAYOUT_PATH, layout([[ACCOUNTS, { x: 320, y: 8 }]]));
		await until(() => JSON.stringify(placesIn(workspace)).includes('320'));
		expect(workspace.errors).toEqual([]);
	});

	test('[ML1] the document is founded on the file, and keeps it as it was written', async () => {
		const text = JSON.stringify({ version: 1, contexts: { [SHELVES]: { y: 4, x: 2 } } });
		using copy = createWorkingCopy({ 'context_map.md': MAP, [LAYOUT_PATH]: text });
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		expect(placesIn(workspace)).toEqual({ [SHELVES]: { x: 2, y: 4 } });
		await workspace.files.flush();
		expect(copy.git('status', '--porcelain')).toBe('');
	});

	test('[ML2] conflict markers and malformed layouts are Findings, and left alone', async () => {
		using copy = createWorkingCopy({ 'context_map.md': MAP });
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		await move(workspace, ACCOUNTS, { x: 16, y: 8 });
		await workspace.files.flush();
		const good = copy.read(LAYOUT_PATH);
		const rules = () => workspace.files.findings().map(({ rule }) => rule);
		for (const [broken, rule] of [
			[`<<<<<<< ours\n${good}=======\n${good}>>>>>>> theirs\n`, 'file-has-conflicts'],
			['{"version": 1', 'layout-malformed'],
		] as const) {
			copy.write(LAYOUT_PATH, broken);
			await until(() => rules().includes(rule));
			await move(workspace, SHELVES, { x: 400, y: broken.length });
			await workspace.files.flush();
			expect(copy.read(LAYOUT_PATH)).toBe(broken);
		}
		copy.write(LAYOUT_PATH, good);
		await until(() => rules().length === 0 && copy.read(LAYOUT_PATH).includes(SHELVES));
	});

	test('[ML3] what the file moved while nothing ran joins what was moved here', async () => {
		using copy = createWorkingCopy({ 'context_map.md': MAP });
		{
			await using workspace = await openFolder(copy);
			await move(workspace, ACCOUNTS, { x: 16, y: 8 });
		}
		copy.write(
			LAYOUT_PATH,
			layout([
				[ACCOUNTS, { x: 16, y: 8 }],
				[SHELVES, { x: 0, y: 80 }],
			]),
		);
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		await move(workspace, ACCOUNTS, { x: 32, y: 8 });
		const both = [
			[ACCOUNTS, { x: 32, y: 8 }],
			[SHELVES, { x: 0, y: 80 }],
		] as const;
		await until(() => isWritten(copy, layout(both)));
		expect(placesIn(workspace)).toEqual(Object.fromEntries(both));
	});

	test('[ML3] a layout that is gone is written anew after the next move', async () => {
		using copy = createWorkingCopy({ 'context_map.md': MAP });
		await using workspace = await openFolder(copy);
		await move(workspace, ACCOUNTS, { x: 16, y: 8 });
		await workspace.files.flush();
		unlinkSync(join(copy.folder, LAYOUT_PATH));
		await move(workspace, SHELVES, { x: 0, y: 80 });
		await until(() => existsSync(join(copy.folder, LAYOUT_PATH)));
		expect(copy.read(LAYOUT_PATH)).toContain(ACCOUNTS);
		expect(workspace.files.findings()).toEqual([]);
	});
});
