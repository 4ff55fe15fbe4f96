import { sectionKey } from '#shared/trace/design-outline.ts';
import { nameOf } from '#shared/trace/design-text.ts';
import type { DesignRule } from '#shared/trace/rule.ts';

/** The first heading says which Component one is reading about. */
export const designTitle: DesignRule = {
	id: 'design-title',
	severity: 'warning',
	says: 'A design has one heading of the first level: the name of its component.',
	about: 'design',
	check({ design, titles }) {
		const [first, ...others] = titles;
		const about = { artefact: design.id, field: 'body' };
		if (first === undefined) {
			const message = `${nameOf(design)} has no heading of the first level.`;
			return [{ ...about, message, fix: `Begin with “# ${nameOf(design)}”.` }];
		}
		const again = others.map(({ spot }) => ({
			...about,
			message: `${nameOf(design)} has more than one heading of the first level.`,
			fix: 'Make it a section, with two signs (##), or a design of its own.',
			...spot,
		}));
		if (isNamed(first.title, design.component)) return again;
		const message = `The heading says “${first.title}”, and the component is ${nameOf(design)}.`;
		const fix = 'Give both the same name.';
		return [{ ...about, message, fix, ...first.spot }, ...again];
	},
};

/** `MyApp.Accounts` is a heading for Accounts too. */
function isNamed(title: string, component: string): boolean {
	const [one, other] = [sectionKey(title), sectionKey(component)];
	return other === '' || one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
