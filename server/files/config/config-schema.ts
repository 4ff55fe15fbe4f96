import { z } from 'zod';
import { CONFIG_FILE, Config } from '#server/files/config/config.ts';

/** The JSON Schema of lintel.config.json, for editors: it is packaged, and `init` writes it out. */
export function configSchema(): object {
	return {
		...z.toJSONSchema(Config, { io: 'input' }),
		title: CONFIG_FILE,
		description: 'Settings of Lintel for this repository.',
	};
}

/** As the file has it. */
export function configSchemaText(): string {
	return `${JSON.stringify(configSchema(), null, 2)}\n`;
}
