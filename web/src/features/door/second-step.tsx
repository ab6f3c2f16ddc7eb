import { useText } from '../../i18n/texts';
import TwoStep from '../settings/two-step';

/** Before the desk of a workspace that asks everybody for a second step, for who has none yet. */
export default function SecondStep() {
  const t = useText();
  return (
    <main className="main" id="main">
      <div className="topline">
        <h1>{t('two_step.needed')}</h1>
      </div>
      <div className="page">
        <p>{t('two_step.needed_about')}</p>
        <TwoStep onDone={() => location.assign('/inbox')} />
      </div>
    </main>
  );
}
