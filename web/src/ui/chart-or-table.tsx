// A plot, and the same numbers as a table: one switch turns it, wherever there is a plot of ours.
import { ChartColumn, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../i18n/texts';
import { Button } from './button';

export function ChartOrTable({ title, chart, table }: { title: ReactNode; chart: ReactNode; table: ReactNode }) {
  const t = useText();
  const [asTable, setAsTable] = useState(false);
  return (
    <>
      <header className="plot-head">
        {title}
        <Button look="quiet" icon={asTable ? ChartColumn : Table2} onPress={() => setAsTable(!asTable)}>
          {t(asTable ? 'chart.as_chart' : 'chart.as_table')}
        </Button>
      </header>
      {asTable ? table : chart}
    </>
  );
}
