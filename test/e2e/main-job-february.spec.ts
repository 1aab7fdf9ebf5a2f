import './main-job/at-end-of-february';
import './main-job/index';
