import type { HandedFile } from '#client/features/import/handed.ts';
import { type ReadingResult, readApart } from '#client/features/import/read-apart.ts';
import type { Imports } from '#client/state/imports.ts';
import type { StoriesBlock } from '#shared/doc/block.ts';
import { readImportMemory } from '#shared/doc/edits/import.ts';
import { readStoryBlocks } from '#shared/doc/stories-doc.ts';
import { type ImportPlan, type PlannedPiece, planImport } from '#shared/import/plan.ts';
import type { ImportChoices, PieceChoice } from '#shared/import/plan-choices.ts';
import type { ImportMemory } from '#shared/import/plan-memory.ts';
import type { ImportFormat } from '#shared/import/reading.ts';

/** A file on the desk, being read or read. */
export interface DeskFile extends HandedFile {
	readonly as: ImportFormat | null;
	readonly result: ReadingResult | null;
}

export type DeskRow =
	| {
			readonly kind: 'file';
			readonly key: string;
			readonly file: DeskFile;
			readonly pieces: number;
	  }
	| { readonly kind: 'piece'; readonly key: string; readonly piece: PlannedPiece };

/** The files of one import, what each piece of them becomes, and what a person chose about it. */
export class ImportDesk {
	files = $state.raw<readonly DeskFile[]>([]);
	/** Show only what a person had better look at. */
	onlyLook = $state(false);
	#choices = $state.raw<ReadonlyMap<string, ImportChoices>>(new Map());
	#here = $state.raw(EMPTY);
	#imports: Imports;

	readonly plan: ImportPlan = $derived.by(() => {
		const sources = this.files.flatMap(({ name, result }) =>
			result?.ok
				? { file: name, reading: result.value, choices: this.#choices.get(name) ?? NO_CHOICES }
				: [],
		);
		return planImport(sources, this.#here.blocks, this.#here.memory);
	});
	readonly rows: readonly DeskRow[] = $derived(this.#rowsOf(this.plan));

	constructor(imports: Imports) {
		this.#imports = imports;
		this.look();
	}

	/** Plans against the document as it is right now. */
	look(): void {
		const { doc } = this.#imports;
		this.#here = { blocks: readStoryBlocks(doc), memory: readImportMemory(doc) };
	}

	/** A file of the same name takes the other one's place. */
	async add(files: readonly HandedFile[]): Promise<void> {
		await Promise.all(files.map((file) => this.#read({ ...file, as: null, result: null })));
	}

	readAs(name: string, as: ImportFormat | null): Promise<void> {
		const file = this.files.find((one) => one.name === name);
		return file === undefined ? Promise.resolve() : this.#read({ ...file, as, result: null });
	}

	remove(name: string): void {
		this.files = this.files.filter((file) => file.name !== name);
	}

	choose(pieces: readonly PlannedPiece[], choice: PieceChoice): void {
		const choices = new Map(this.#choices);
		for (const { file, piece } of pieces) {
			const own = choices.get(file) ?? NO_CHOICES;
			choices.set(file, new Map([...own, [piece.key, { ...own.get(piece.key), ...choice }]]));
		}
		this.#choices = choices;
	}

	/** Stores the plan as it is now, and says what it was. */
	store(): ImportPlan {
		this.look();
		const { plan } = this;
		this.#imports.store(plan);
		this.files = [];
		return plan;
	}

	async #read(file: DeskFile): Promise<void> {
		const others = this.files.filter(({ name }) => name !== file.name);
		const known = others.length < this.files.length;
		this.files = known
			? this.files.map((one) => (one.name === file.name ? file : one))
			: [...this.files, file];
		const result = await readApart(file);
		this.files = this.files.map((one) => (one === file ? { ...file, result } : one));
	}

	#rowsOf({ pieces }: ImportPlan): DeskRow[] {
		const byFile = new Map<string, PlannedPiece[]>();
		for (const piece of pieces) {
			const list = byFile.get(piece.file) ?? [];
			byFile.set(piece.file, list);
			list.push(piece);
		}
		return this.files.flatMap((file): DeskRow[] => {
			const own = byFile.get(file.name) ?? [];
			const shown = this.onlyLook ? own.filter(({ needsLook }) => needsLook) : own;
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
}

const NO_CHOICES: ImportChoices = new Map();

interface Here {
	readonly blocks: readonly StoriesBlock[];
	readonly memory: ImportMemory;
}

const EMPTY: Here = { blocks: [], memory: new Map() };
