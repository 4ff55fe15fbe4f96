import type { DeskFile } from '#client/features/import/import-desk.svelte.ts';
import type { ImportPlan, PlannedPiece } from '#shared/import/plan.ts';

export type DeskRow =
	| {
			readonly kind: 'file';
			readonly key: string;
			readonly file: DeskFile;
			readonly pieces: number;
	  }
	| { readonly kind: 'piece'; readonly key: string; readonly piece: PlannedPiece };

/** Each file, and what becomes of each piece of it. */
export function rowsOf(
	files: readonly DeskFile[],
	{ pieces }: ImportPlan,
	onlyLook: boolean,
): DeskRow[] {
	const byFile = new Map<string, PlannedPiece[]>();
	for (const piece of pieces) {
		const list = byFile.get(piece.file) ?? [];
		byFile.set(piece.file, list);
		list.push(piece);
	}
	return files.flatMap((file): DeskRow[] => {
		const own = byFile.get(file.name) ?? [];
		const shown = onlyLook ? own.filter(({ needsLook }) => needsLook) : own;
		const head = { kind: 'file', key: file.name, file, pieces: own.length } as const;
		return [
			head,
			...shown.map((piece) => {
				const key = `${file.name}\0${piece.piece.key}`;
				return { kind: 'piece', key, piece } as const;
			}),
		];
	});
}
