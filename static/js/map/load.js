/** Return the JSON at an address; anything but an answer is an error. */
export async function load(address) {
  const response = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}
