import './main-job/at-new-year';
import './main-job/index';
