import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';
import type { ContextRule } from '#shared/trace/rule.ts';

/** Without a rule for its path nobody knows where a Component's test and Design belong. */
export const codePathUnruled: ContextRule = {
	id: 'code-path-unruled',
	severity: 'warning',
	says: 'A rule of the preset, or of the config, says where the test and the design of a code file belong.',
	about: 'context',
	check({ id, components }, { preset }) {
		if (preset === null || preset.paths.length === 0) return [];
		return components
			.filter(({ code }) => code !== '' && tracePathsOf(preset, code) === null)
			.map((component) => ({
				artefact: id,
				field: `components/${component.id}`,
				message: `${component.name} is in ${component.code}, and no rule says where its test and design belong.`,
				fix: `Put it where a rule fits (${placesOf(preset)}), or add one under "paths.code" in lintel.config.json.`,
			}));
	},
};

/** More than these few tell nobody anything. */
const SHOWN = 6;

/** Patterns that differ in their extension only are one place. */
function placesOf({ paths }: Preset): string {
	const places = [...new Set(paths.map(({ code }) => code.replace(/\.\w+$/, '')))];
	const shown = places.slice(0, SHOWN).join(', ');
	return places.length > SHOWN ? `${shown} and others` : shown;
}
