/** `lintel export --gherkin DIR`, `--html FILE` and `--map FILE`: the workspace for other readers. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import { ask } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { type RepositoryOptions, reach } from '#server/cli/reach.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import {
	type ExportShape,
	RenderedExport,
	renderExport,
} from '#server/files/export/render-export.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

interface Shapes extends RepositoryOptions {
	readonly gherkin?: string | undefined;
	readonly html?: string | undefined;
	readonly map?: string | undefined;
	readonly dryRun: boolean;
}

export async function exportShape(host: Host, options: Shapes): Promise<ExitCode> {
	const { gherkin, html, map } = options;
	const drawn = map === undefined ? null : mapShape(map);
	if (map !== undefined && drawn === null) return refuse(host, notDrawn(map));
	if (gherkin !== undefined) {
		const folder = resolve(host.folder, gherkin);
		const written = await render(host, options, 'gherkin', ({ path }) => join(folder, path));
		if (written !== 0) return written;
	}
	if (html !== undefined) {
		const page = resolve(host.folder, html);
		const written = await render(host, options, 'html', () => page);
		if (written !== 0) return written;
	}
	if (map === undefined || drawn === null) return 0;
	const picture = resolve(host.folder, map);
	return render(host, options, drawn, () => picture);
}

function mapShape(file: string): ExportShape | null {
	const end = extname(file).toLowerCase();
	if (end === '.svg') return 'map-svg';
	return end === '.mmd' || end === '.mermaid' ? 'map-mermaid' : null;
}

function notDrawn(file: string): Refusal {
	const reason = `Nothing says how ${file} is to show the map.`;
	return refusal(
		'map-shape',
		reason,
		'Let its name end in .svg for a picture, or in .mmd for Mermaid.',
	);
}

async function render(
	host: Host,
	options: Shapes,
	shape: ExportShape,
	pathOf: (file: RenderedExport[number]) => string,
): Promise<ExitCode> {
	const rendered = await reach(host, options, {
		served: (running, slug) =>
			ask(running, 'POST', '/local/render', RenderedExport, { slug, shape }),
		opened: async (workspace) => {
			await workspace.files.ready;
			return ok(renderExport(workspace, shape));
		},
	});
	if (!rendered.ok) return refuse(host, rendered.error);
	for (const file of rendered.value) {
		const path = pathOf(file);
		const written = options.dryRun ? ok(undefined) : write(host, path, file.text);
		if (!written.ok) return refuse(host, written.error);
		host.print(`${options.dryRun ? 'would write' : 'wrote'} ${path}`);
	}
	if (rendered.value.length === 0)
		host.print(`Nothing to write: there are no ${shape === 'gherkin' ? 'stories' : 'contexts'}.`);
	return 0;
}

function write({ disk }: Host, path: string, text: string): Result<void, Refusal> {
	try {
		disk.mkdirSync(dirname(path), { recursive: true });
		const written = writeText(disk, disk.realpathSync(dirname(path)), basename(path), text);
		if (written.ok) return ok(undefined);
		return err(refusal(written.error.rule, written.error.message, written.error.fix));
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return err(
			refusal('not-written', `${path} could not be written: ${why}`, 'Name another place.'),
		);
	}
}
