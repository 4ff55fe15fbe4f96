import type { PresetName } from '#server/files/config/config.ts';
import { type CodeLanguage, codeLanguageOf } from '#shared/imports/file-imports.ts';

const PRESETS: Readonly<Record<CodeLanguage, PresetName>> = {
	...{ typescript: 'typescript', python: 'python', elixir: 'phoenix', go: 'go', rust: 'rust' },
};

/** The preset of the language that most code is in; `likely` where there is none. */
export function presetFor(paths: readonly string[], likely: PresetName): PresetName {
	const byLanguage = Map.groupBy(paths, codeLanguageOf);
	const [most] = [...byLanguage].sort(([, a], [, b]) => b.length - a.length);
	const language = most?.[0];
	return language ? PRESETS[language] : likely;
}
