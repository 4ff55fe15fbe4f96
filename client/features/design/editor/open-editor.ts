import type { Language } from '@codemirror/language';
import {
	createEditor,
	type DesignEditor,
	type EditorOptions,
} from '#client/features/design/editor/create-editor.ts';
import { languageOfPreset } from '#client/features/design/editor/languages.ts';

/**
 * Makes an editor once the language of the preset's signatures is here; without it, offline for
 * the first time, code is plain. `optionsOf` answers with null when nobody waits any more.
 */
export async function openEditor(
	preset: string,
	optionsOf: () => Omit<EditorOptions, 'signatures'> | null,
): Promise<DesignEditor | null> {
	const signatures = await languageFor(preset);
	const options = optionsOf();
	return options && createEditor({ ...options, signatures });
}

async function languageFor(preset: string): Promise<Language | null> {
	try {
		const support = await languageOfPreset(preset)?.load();
		return support?.language ?? null;
	} catch {
		return null;
	}
}
