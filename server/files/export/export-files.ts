/** `lintel export`: writes every file that differs from its document, or is gone. */

import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import { idOfQuestion, type Questions } from '#server/files/questions/questions.ts';
import type { ExportReport } from '#server/files/reports.ts';
import type { Binding } from '#server/files/sides/binding.ts';
import type { AgreedStore } from '#server/storage/store.ts';
import type { DocName } from '#shared/doc/doc-name.ts';

export async function exportFiles(
	deps: {
		readonly disk: Disk;
		readonly root: string;
		readonly agreed: AgreedStore;
		readonly board: FindingBoard;
		/** Who asks for the files has answered what a gone one asked. */
		readonly questions: Questions;
		/** The document's file has to follow. */
		readonly touch: (doc: DocName) => void;
		readonly flush: () => Promise<readonly string[]>;
	},
	bindings: readonly Binding[],
	{ dryRun }: { readonly dryRun: boolean },
): Promise<ExportReport> {
	const { disk, root, agreed, board, questions } = deps;
	const gone = bindings.filter(({ path }) => readText(disk, root, path).kind === 'absent');
	const differing = bindings.filter((binding) => {
		const text = gone.includes(binding) ? null : agreed.read(binding.path);
		return binding.print(text) !== null;
	});
	if (dryRun) return { written: differing.map(({ path }) => path), findings: [] };
	for (const { path } of gone) {
		agreed.remove(path);
		questions.remove(idOfQuestion('file-gone', path));
	}
	questions.tell();
	for (const { doc } of differing) deps.touch(doc);
	const written = await deps.flush();
	const left = new Set(differing.map(({ path }) => path).filter((path) => !written.includes(path)));
	const findings = board.list().filter(({ file }) => file !== null && left.has(file));
	return { written: [...written], findings };
}
