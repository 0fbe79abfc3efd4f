/** A tracking number as people read it out: `PX-0000-0042`. */
export function trackingNumber(count: number): string {
	const digits = String(count).padStart(8, "0");
	return `PX-${digits.slice(0, 4)}-${digits.slice(4)}`;
}
