/** An edition: contents folded on narrow screens, the section being read marked. */
const NARROW = '(max-width: 899px)';
const READING_LINE = '-10% 0px -80% 0px';

const contents = document.querySelector('.contents');
if (contents && matchMedia(NARROW).matches) contents.open = false;
if (contents) markSectionInView(contents);

/** Mark the entry of the section that stands at the reading line. */
function markSectionInView(list) {
  const links = new Map(
    [...list.querySelectorAll('a.contents__link')].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  let current = null;
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.find(({ isIntersecting }) => isIntersecting);
      const link = seen && links.get(seen.target.id);
      if (!link || link === current) return;
      current?.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'location');
      keepInView(list.parentElement, link);
      current = link;
    },
    { rootMargin: READING_LINE },
  );
  for (const section of document.querySelectorAll('.chapter'))
    observer.observe(section);
}

/** Scroll the list alone; scrollIntoView would move the page as well. */
function keepInView(box, link) {
  const { top, bottom } = box.getBoundingClientRect();
  const place = link.getBoundingClientRect();
  if (place.top < top || place.bottom > bottom) {
    box.scrollTop += place.top - top - box.clientHeight / 2;
  }
}
