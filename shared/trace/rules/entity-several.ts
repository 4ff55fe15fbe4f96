import type { ContextRule } from '#shared/trace/rule.ts';

/** Two entities in one context change for different reasons. */
export const entitySeveral: ContextRule = {
	id: 'entity-several',
	severity: 'warning',
	says: 'A domain context owns one entity, not several.',
	about: 'context',
	check({ id, name, type, entity }) {
		const entities = entity.split(/,|;|\s(?:and|&)\s/).filter((one) => one.trim() !== '');
		if (type !== 'domain' || entities.length < 2) return [];
		return [
			{
				artefact: id,
				field: 'entity',
				message: `${name} owns ${entities.length} entities.`,
				fix: 'Keep the one it is named for, and give the others a context of their own.',
			},
		];
	},
};
