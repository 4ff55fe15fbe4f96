import type { Preset } from '#shared/trace/preset.ts';
import { go, python, rust } from '#shared/trace/presets/others.ts';
import { phoenix } from '#shared/trace/presets/phoenix.ts';
import { plain } from '#shared/trace/presets/plain.ts';
import { typescript } from '#shared/trace/presets/typescript.ts';

/** Every preset by the name that the config gives. */
export const PRESETS: ReadonlyMap<string, Preset> = new Map(
	[phoenix, typescript, python, go, rust, plain].map((preset) => [preset.name, preset]),
);
