/** What a text says as JSON; undefined, which no schema takes, where it is none. */
export function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
