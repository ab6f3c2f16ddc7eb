// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are code for the browser
// React Aria ships no Persian. This puts Persian words in the place of its thirty other languages: only English and Persian stay.
import type { Plugin } from 'vite';

const persian: Record<string, string> = {
  overlays: '{"dismiss":"بستن"}',
  searchfield: '{"Clear search":"پاک کردن جستجو"}',
  autocomplete: '{"collectionLabel":"پیشنهادها"}',
  menu: '{"longPressMessage":"برای باز شدن منو نگه دارید یا Alt و پیکان پایین را بزنید"}',
  toast: '{"close":"بستن","notifications":(a)=>`${a.count} اعلان`}',
  tooltip: '{}',
  grid: `{"select":"برگزیدن","selectedAll":"همه برگزیده شد.","selectedItem":(a)=>\`\${a.item} برگزیده شد.\`,
    "deselectedItem":(a)=>\`\${a.item} دیگر برگزیده نیست.\`,"selectedCount":(a,f)=>\`\${f.number(a.count)} مورد برگزیده است.\`,
    "longPressToSelect":"برای برگزیدن نگه دارید."}`,
  dnd: `{"dragItem":(a)=>\`جابه‌جا کردن \${a.itemText}\`,"dragSelectedItems":(a,f)=>\`جابه‌جا کردن \${f.number(a.count)} مورد برگزیده\`,
    "dragDescriptionKeyboard":"برای جابه‌جا کردن Enter را بزنید.","dragDescriptionKeyboardAlt":"برای جابه‌جا کردن Alt و Enter را بزنید.",
    "dragDescriptionTouch":"برای جابه‌جا کردن دو بار بزنید.","dragDescriptionVirtual":"برای جابه‌جا کردن کلیک کنید.",
    "dragDescriptionLongPress":"برای جابه‌جا کردن نگه دارید.",
    "dragSelectedKeyboard":(a,f)=>\`برای جابه‌جا کردن \${f.number(a.count)} مورد Enter را بزنید.\`,
    "dragSelectedKeyboardAlt":(a,f)=>\`برای جابه‌جا کردن \${f.number(a.count)} مورد Alt و Enter را بزنید.\`,
    "dragSelectedLongPress":(a,f)=>\`برای جابه‌جا کردن \${f.number(a.count)} مورد نگه دارید.\`,
    "dragStartedKeyboard":"جابه‌جایی آغاز شد. با Tab به جای تازه بروید و Enter را بزنید؛ Escape آن را رها می‌کند.",
    "dragStartedTouch":"جابه‌جایی آغاز شد. به جای تازه بروید و دو بار بزنید.",
    "dragStartedVirtual":"جابه‌جایی آغاز شد. به جای تازه بروید و کلیک کنید یا Enter را بزنید.",
    "endDragKeyboard":"در حال جابه‌جایی. Enter آن را رها می‌کند.","endDragTouch":"در حال جابه‌جایی. دو بار زدن آن را رها می‌کند.",
    "endDragVirtual":"در حال جابه‌جایی. کلیک آن را رها می‌کند.",
    "dropDescriptionKeyboard":"Enter می‌گذارد، Escape رها می‌کند.","dropDescriptionTouch":"با دو بار زدن بگذارید.","dropDescriptionVirtual":"با کلیک بگذارید.",
    "dropCanceled":"جابه‌جایی رها شد.","dropComplete":"جابه‌جا شد.","dropIndicator":"جای گذاشتن","dropOnRoot":"گذاشتن در",
    "dropOnItem":(a)=>\`گذاشتن روی \${a.itemText}\`,"insertBefore":(a)=>\`گذاشتن پیش از \${a.itemText}\`,
    "insertBetween":(a)=>\`گذاشتن میان \${a.beforeItemText} و \${a.afterItemText}\`,"insertAfter":(a)=>\`گذاشتن پس از \${a.itemText}\`}`,
  datepicker: `{"era":"دوره","year":"سال","month":"ماه","day":"روز","hour":"ساعت","minute":"دقیقه","second":"ثانیه","dayPeriod":"ق.ظ/ب.ظ",
    "calendar":"تقویم","startDate":"از تاریخ","endDate":"تا تاریخ","weekday":"روز هفته","timeZoneName":"منطقهٔ زمانی",
    "selectedDateDescription":(a)=>\`تاریخ برگزیده: \${a.date}\`,"selectedRangeDescription":(a)=>\`از \${a.startDate} تا \${a.endDate}\`,
    "selectedTimeDescription":(a)=>\`ساعت برگزیده: \${a.time}\`,"rangeUnderflow":(a)=>\`\${a.minValue} یا پس از آن\`,
    "rangeOverflow":(a)=>\`\${a.maxValue} یا پیش از آن\`,"rangeReversed":"آغاز باید پیش از پایان باشد","unavailableDate":"این تاریخ در دسترس نیست"}`,
  calendar: `{"previous":"قبلی","next":"بعدی","selectedDateDescription":(a)=>\`تاریخ برگزیده: \${a.date}\`,
    "selectedRangeDescription":(a)=>\`بازهٔ برگزیده: \${a.dateRange}\`,"todayDate":(a)=>\`امروز، \${a.date}\`,
    "todayDateSelected":(a)=>\`امروز، \${a.date}، برگزیده\`,"dateSelected":(a)=>\`\${a.date}، برگزیده\`,
    "startRangeSelectionPrompt":"آغاز بازه را برگزینید","finishRangeSelectionPrompt":"پایان بازه را برگزینید","minimumDate":"نخستین تاریخ",
    "maximumDate":"آخرین تاریخ","dateRange":(a)=>\`\${a.startDate} تا \${a.endDate}\`}`,
};

export function persianAria(): Plugin {
  return {
    name: 'persian-aria',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0] ?? '';
      if (!/react-(aria|stately)[^/]*\/dist\/.*intlStrings\.m?js$/.test(file)) return null;
      const english = /from\s+"([^"]*en-US\.m?js)"/.exec(code)?.[1];
      if (!english) return null;
      const room = /\/([a-z]+)\/intlStrings/.exec(file)?.[1] ?? '';
      return {
        code: `import english from "${english}";\nexport default { "en-US": english, "fa-IR": { ...english, ...${persian[room] ?? '{}'} } };\n`,
        map: null,
      };
    },
  };
}
