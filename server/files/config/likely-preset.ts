import type { PresetName } from '#server/files/config/config.ts';
import type { Disk } from '#server/files/disk/disk.ts';

const MARKS: readonly (readonly [PresetName, string])[] = [
	['phoenix', 'mix.exs'],
	['typescript', 'package.json'],
	['python', 'pyproject.toml'],
	['go', 'go.mod'],
	['rust', 'Cargo.toml'],
];

/** The preset whose mark lies in the repository; what holds until a config file names one. */
export function likelyPreset(disk: Disk, folder: string): PresetName {
	return MARKS.find(([, mark]) => disk.existsSync(`${folder}/${mark}`))?.[0] ?? 'typescript';
}
