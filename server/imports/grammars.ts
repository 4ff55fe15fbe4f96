/** The parsers' own files: one WebAssembly module for the runtime and one for each grammar. */
import type { Disk } from '#server/files/disk/disk.ts';

/** `runtime` is Tree-sitter itself; TSX's grammar reads plain JavaScript too. */
export type GrammarFile = 'runtime' | 'typescript' | 'tsx' | 'python' | 'elixir' | 'go' | 'rust';

/** The bytes of each; null where this build of Lintel has been shipped without. */
export type Grammars = (file: GrammarFile) => Uint8Array | null;

/** Where each lies in a package of its own, and under which name the build copies it. */
export const GRAMMAR_FILES: Readonly<Record<GrammarFile, string>> = {
	runtime: 'web-tree-sitter/web-tree-sitter.wasm',
	typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
	tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
	python: 'tree-sitter-python/tree-sitter-python.wasm',
	elixir: 'tree-sitter-elixir/tree-sitter-elixir.wasm',
	go: 'tree-sitter-go/tree-sitter-go.wasm',
	rust: 'tree-sitter-rust/tree-sitter-rust.wasm',
};

/**
 * Read from the first of these folders that has the file: `grammars/` beside the built program, or
 * the packages that it was copied from.
 */
export function openGrammars(disk: Disk, folders: readonly string[]): Grammars {
	return (file) => {
		const inPackage = GRAMMAR_FILES[file];
		const copied = inPackage.slice(inPackage.indexOf('/') + 1);
		const places = folders.flatMap((folder) => [`${folder}/${copied}`, `${folder}/${inPackage}`]);
		const place = places.find((path) => disk.existsSync(path));
		return place === undefined ? null : new Uint8Array(disk.readFileSync(place));
	};
}
